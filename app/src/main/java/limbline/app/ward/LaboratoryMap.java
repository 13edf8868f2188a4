package limbline.app.ward;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import limbline.app.ward.LaboratoryUnits.Substance;
import limbline.measure.LabValue;
import limbline.measure.Term;
import limbline.patient.Analyte;

/// What the codes and units of a laboratory mean: the centre's file, and beside it what people said
/// when something unknown came in.
///
/// @param kept the unit in which the values of an analyte are kept, in UCUM's spelling
/// @param codes what each code measures
/// @param ignored codes that are not needed here
/// @param units how the laboratory writes a unit, made plain, and how UCUM does
/// @param decimalComma whether the laboratory writes 4,2 where HL7 has 4.2
record LaboratoryMap(
        Map<Analyte, String> kept,
        Map<Code, Meaning> codes,
        Set<Code> ignored,
        Map<String, String> units,
        boolean decimalComma) {

    LaboratoryMap {
        kept = Map.copyOf(kept);
        codes = Map.copyOf(codes);
        ignored = Set.copyOf(ignored);
        units = Map.copyOf(units);
    }

    /// A code of LOINC or of the laboratory's own.
    ///
    /// @param system `LN` for LOINC, otherwise as the laboratory names it, or empty for any of its
    ///     own
    record Code(String value, String system) {

        static final String LOINC = "LN";

        private static final Set<String> NAMES_OF_LOINC =
                Set.of("LN", "LNC", "LOINC", "2.16.840.1.113883.6.1", "HTTP://LOINC.ORG");

        Code {
            value = value.strip().toUpperCase(Locale.ROOT);
            String name = system.strip().toUpperCase(Locale.ROOT);
            system = NAMES_OF_LOINC.contains(name) ? LOINC : name;
        }

        @Override
        public String toString() {
            return system.isEmpty() ? value : value + " (" + system + ")";
        }
    }

    /// What a code measures.
    ///
    /// @param unit of the laboratory's values where a message names none
    /// @param substance that is weighed, where that is not the analyte itself
    record Meaning(Analyte analyte, Optional<String> unit, Optional<Substance> substance) {

        /// For the conversion between mass and amount.
        Optional<Substance> weighed() {
            return substance.or(() -> switch (analyte) {
                case CREATININE -> Optional.of(Substance.CREATININE);
                case UREA -> Optional.of(Substance.UREA);
                case POTASSIUM -> Optional.of(Substance.POTASSIUM);
                case CREATINE_KINASE, MYOGLOBIN, HAEMOGLOBIN, LEUCOCYTES, PLATELETS,
                        ACTIVATED_CLOTTING_TIME, CREATININE_CLEARANCE, ASPARTATE_AMINOTRANSFERASE,
                        ALANINE_AMINOTRANSFERASE, ALKALINE_PHOSPHATASE, BILIRUBIN, CALCIUM ->
                    Optional.empty();
            });
        }

        /// As one text, which [#parse] reads.
        @Override
        public String toString() {
            return String.join(" ", analyte.term(), unit.orElse("-"),
                    substance.map(Term::term).orElse("-"));
        }

        static Meaning parse(String text) {
            String[] parts = text.split(" ", -1);
            return new Meaning(Term.parse(Analyte.class, parts[0]),
                    Optional.of(parts[1]).filter(part -> !part.equals("-")),
                    Optional.of(parts[2]).filter(part -> !part.equals("-"))
                            .map(part -> Term.parse(Substance.class, part)));
        }
    }

    /// What is known of a code.
    sealed interface Known {

        record Measures(Meaning meaning) implements Known {}

        record NotNeeded() implements Known {}

        record Unknown() implements Known {}
    }

    /// A code by itself, or one of the laboratory's own in any of its systems; a code of LOINC also
    /// where no system is named, as no other code looks like one.
    Known find(Code code) {
        Code any = new Code(code.value(), "");
        Code loinc = new Code(code.value(), Code.LOINC);
        if (code.system().isEmpty() && !codes.containsKey(any) && codes.containsKey(loinc)) {
            return new Known.Measures(Objects.requireNonNull(codes.get(loinc)));
        }
        boolean own = !code.system().equals(Code.LOINC);
        if (codes.containsKey(code) || (own && codes.containsKey(any))) {
            Meaning meaning = codes.getOrDefault(code, codes.get(any));
            return new Known.Measures(Objects.requireNonNull(meaning));
        }
        return ignored.contains(code) || (own && ignored.contains(any))
                ? new Known.NotNeeded() : new Known.Unknown();
    }

    /// This map, and what people said since, which goes before it.
    LaboratoryMap with(Map<Code, Optional<Meaning>> saidOfCodes, Map<String, String> saidOfUnits) {
        Map<Code, Meaning> meanings = new LinkedHashMap<>(codes);
        Set<Code> notNeeded = new HashSet<>(ignored);
        saidOfCodes.forEach((code, said) -> {
            meanings.remove(code);
            notNeeded.remove(code);
            said.ifPresentOrElse(
                    meaning -> meanings.put(code, meaning), () -> notNeeded.add(code));
        });
        Map<String, String> spellings = new LinkedHashMap<>(units);
        saidOfUnits.forEach((written, ucum) -> spellings.put(LaboratoryUnits.plain(written), ucum));
        return new LaboratoryMap(kept, meanings, notNeeded, spellings, decimalComma);
    }

    /// The value in the unit in which it is kept.
    ///
    /// @param unit as the laboratory wrote it, or empty
    /// @throws IllegalArgumentException with a sentence, if the unit is missing, not known, or does
    ///     not convert
    LabValue inKeptUnit(Measured measured, String unit, Meaning meaning) {
        String to = unitOf(meaning.analyte());
        String written = unit.isEmpty() ? meaning.unit().orElse("") : unit;
        if (written.isEmpty()) {
            throw new IllegalArgumentException(("%s comes without a unit; say which unit the"
                    + " laboratory means").formatted(meaning.analyte().term().replace('-', ' ')));
        }
        String from = new LaboratoryUnits(units).ucum(written);
        return new LabValue(measured.bound(), LaboratoryUnits.convert(
                measured.number(), from, to, meaning.weighed()), to);
    }

    String unitOf(Analyte analyte) {
        return Objects.requireNonNull(kept.get(analyte), () -> "no unit for " + analyte);
    }
}
