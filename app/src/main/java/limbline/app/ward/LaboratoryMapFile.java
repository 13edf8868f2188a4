package limbline.app.ward;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import limbline.app.database.CannotStart;
import limbline.app.exchange.Form;
import limbline.app.exchange.Marked;
import limbline.app.exchange.Marked.Fields;
import limbline.app.exchange.Marked.Items;
import limbline.app.exchange.Marked.Word;
import limbline.app.exchange.MarkedYaml;
import limbline.app.exchange.Problem;
import limbline.app.exchange.Unreadable;
import limbline.app.ward.LaboratoryMap.Code;
import limbline.app.ward.LaboratoryMap.Meaning;
import limbline.app.ward.LaboratoryUnits.Substance;
import limbline.measure.LabValue;
import limbline.measure.Term;
import limbline.patient.Analyte;
import limbline.ward.Curve;

/// Reads a [LaboratoryMap] from the centre's file (docs/laboratory.md). It is taken as a whole or
/// not at all.
public final class LaboratoryMapFile {

    private LaboratoryMapFile() {}

    /// The centre's map, or the one that comes with the program.
    ///
    /// @throws CannotStart if it cannot be read
    static LaboratoryMap ofProgramOr(Optional<Path> path) {
        try {
            return read(path.orElse(
                    Path.of(System.getProperty("limbline.home", ".."), "maps", "laboratory.yaml")));
        } catch (Unreadable e) {
            throw CannotStart.because("The laboratory's map cannot be taken (feed.map): %s",
                    e.problem());
        }
    }

    /// What a file says, in one line.
    ///
    /// @throws Unreadable with file, line and what is wrong with it
    public static String checked(Path path) {
        LaboratoryMap map = read(path);
        return "%s codes of %s analytes, %s not needed, %s spellings of units".formatted(
                map.codes().size(), map.kept().size(), map.ignored().size(), map.units().size());
    }

    /// @throws Unreadable with file, line and what is wrong with it
    static LaboratoryMap read(Path path) {
        return read(path.toString(), MarkedYaml.read(path));
    }

    static LaboratoryMap read(String file, Fields whole) {
        Form form = new Form(file, whole);
        form.only(List.of("limbline-laboratory", "source", "decimal-comma", "analytes",
                "not-needed", "units"));
        if (!form.text("limbline-laboratory").equals("1")) {
            throw form.refused("limbline-laboratory", "this Limbline reads version 1");
        }
        form.text("source");
        Map<String, String> units = units(form);
        Map<Analyte, String> kept = new EnumMap<>(Analyte.class);
        Map<Code, Meaning> codes = new LinkedHashMap<>();
        Form analytes = form.form("analytes");
        analytes.fields().values().forEach((name, value) -> analyte(
                analytes, name, analytes.form(name, value), kept, codes, units));
        for (Analyte each : Analyte.values()) {
            if (each.isOfTheBoard()) {
                kept.putIfAbsent(each, Curve.unit(each));
            } else if (!kept.containsKey(each)) {
                throw analytes.refused(each.term(), "is missing; each analyte has the unit in which"
                        + " its values are kept, and codes (none: [])");
            }
        }
        Set<Code> ignored = new HashSet<>();
        if (form.has("not-needed")) {
            for (Marked item : form.items("not-needed")) {
                Code code = code(form, "not-needed", item);
                if (codes.containsKey(code)) {
                    throw refused(form, item, "not-needed",
                            "%s stands among the analytes too".formatted(code));
                }
                ignored.add(code);
            }
        }
        return new LaboratoryMap(kept, codes, ignored, units, decimalComma(form));
    }

    private static boolean decimalComma(Form form) {
        String said = form.optional("decimal-comma").orElse("no");
        if (!said.equals("yes") && !said.equals("no")) {
            throw form.refused("decimal-comma", "\"%s\" is neither yes nor no".formatted(said));
        }
        return said.equals("yes");
    }

    private static Map<String, String> units(Form form) {
        Map<String, String> units = new LinkedHashMap<>();
        if (form.has("units")) {
            Form spellings = form.form("units");
            spellings.fields().values().keySet().forEach(written -> {
                String ucum = spellings.text(written);
                if (!LaboratoryUnits.knows(ucum)) {
                    throw spellings.refused(written, "UCUM has no unit \"%s\"".formatted(ucum));
                }
                units.put(LaboratoryUnits.plain(written), ucum);
            });
        }
        return units;
    }

    private static void analyte(Form analytes, String name, Form form, Map<Analyte, String> kept,
            Map<Code, Meaning> codes, Map<String, String> units) {
        Analyte analyte = analytes.at(name, () -> Term.parse(Analyte.class, name));
        form.only(List.of("unit", "codes"));
        String unit = form.text("unit");
        if (!LabValue.UNITS.contains(unit)) {
            throw form.refused("unit", "\"%s\" is not one of the units %s".formatted(
                    unit, String.join(", ", LabValue.UNITS)));
        }
        kept.put(analyte, unit);
        for (Marked item : form.items("codes")) {
            Code code = code(form, "codes", item);
            Meaning meaning = meaning(form, analyte, item);
            checked(form, item, meaning, unit, units);
            Meaning earlier = codes.put(code, meaning);
            if (earlier != null) {
                throw refused(form, item, "codes", "%s stands here a second time; it means %s too"
                        .formatted(code, earlier.analyte().term()));
            }
        }
    }

    /// A text is a code of LOINC; one of the laboratory's own is written with names.
    private static Code code(Form form, String name, Marked item) {
        return switch (item) {
            case Word word when !word.isNothing() -> new Code(word.text(), Code.LOINC);
            case Fields fields -> {
                Form own = new Form(form.file(), fields);
                own.only(List.of("code", "system", "unit", "substance"));
                yield new Code(own.text("code"), own.optional("system").orElse(""));
            }
            case Word _, Items _ -> throw refused(form, item, name, "write a code of LOINC, or"
                    + " {code: CK, system: LAB} for one of the laboratory's own");
        };
    }

    private static Meaning meaning(Form form, Analyte analyte, Marked item) {
        if (!(item instanceof Fields fields)) {
            return new Meaning(analyte, Optional.empty(), Optional.empty());
        }
        Form own = new Form(form.file(), fields);
        return new Meaning(analyte, own.optional("unit"), own.optional("substance")
                .map(text -> own.at("substance", () -> Term.parse(Substance.class, text))));
    }

    private static void checked(
            Form form, Marked item, Meaning meaning, String kept, Map<String, String> units) {
        if (meaning.unit().isPresent()) {
            try {
                LaboratoryUnits.factor(new LaboratoryUnits(units).ucum(meaning.unit().get()), kept,
                        meaning.weighed());
            } catch (IllegalArgumentException e) {
                throw refused(form, item, "unit", String.valueOf(e.getMessage()));
            }
        }
    }

    private static Unreadable refused(Form form, Marked item, String name, String reason) {
        return new Unreadable(
                new Problem(form.file(), item.line(), name, reason));
    }
}
