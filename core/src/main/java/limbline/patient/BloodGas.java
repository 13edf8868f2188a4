package limbline.patient;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import limbline.measure.Amount;
import limbline.measure.Check;
import limbline.measure.Term;
import limbline.measure.Text;
import limbline.measure.Unit;

/// One value that a blood gas analyser printed: "pco2: 45 mm[Hg]".
public record BloodGas(Part part, Amount amount) {

    /// Where the blood came from.
    public enum Drawn implements Term {
        /// The circuit of the isolated limb.
        LIMB,
        /// The patient's own circulation.
        BODY
    }

    /// What an analyser prints, each with the units in use. The range is no clinical judgement: it
    /// catches a slipped decimal point and a wrong unit.
    public enum Part implements Term {
        PH("pH", new In(Unit.PH, "6", "8")),
        PCO2("pCO2", new In(Unit.MILLIMETRE_OF_MERCURY, "5", "250"),
                new In(Unit.KILOPASCAL, "0.6", "34")),
        PO2("pO2", new In(Unit.MILLIMETRE_OF_MERCURY, "0", "800"),
                new In(Unit.KILOPASCAL, "0", "107")),
        BASE_EXCESS("BE", new In(Unit.MILLIMOLE_PER_LITRE, "-40", "40")),
        BICARBONATE("HCO3", new In(Unit.MILLIMOLE_PER_LITRE, "0", "80")),
        LACTATE("lactate", new In(Unit.MILLIMOLE_PER_LITRE, "0", "50")),
        POTASSIUM("K", new In(Unit.MILLIMOLE_PER_LITRE, "0", "30")),
        HAEMATOCRIT("Hct", new In(Unit.PERCENT, "0", "75")),
        HAEMOGLOBIN("Hb", new In(Unit.GRAM_PER_LITRE, "0", "300"),
                new In(Unit.GRAM_PER_DECILITRE, "0", "30"),
                new In(Unit.MILLIMOLE_PER_LITRE, "0", "19"));

        private final String says;
        @SuppressWarnings("ImmutableEnumChecker") // List.of makes it so
        private final List<In> units;

        Part(String says, In... units) {
            this.says = says;
            this.units = List.of(units);
        }

        /// As the print of an analyser has it: "pCO2".
        public String says() {
            return says;
        }

        /// The units it may be in; the first is the usual one.
        public List<Unit> units() {
            return units.stream().map(In::unit).toList();
        }

        /// Its name as people write it or as files do.
        private static Part named(String text) {
            return Arrays.stream(values())
                    .filter(part -> part.says.equalsIgnoreCase(text)).findFirst()
                    .orElseGet(() -> Term.parse(Part.class, text));
        }
    }

    /// @param least, most what can be measured, in this unit
    private record In(Unit unit, BigDecimal least, BigDecimal most) {
        In(Unit unit, String least, String most) {
            this(unit, new BigDecimal(least), new BigDecimal(most));
        }
    }

    private static final Pattern FORM = Pattern.compile(
            "([A-Za-z][A-Za-z0-9 -]*?)\\s*[: ]\\s*(-?[0-9].*)", Pattern.DOTALL);

    public BloodGas {
        Unit unit = amount.unit();
        In in = part.units.stream().filter(one -> one.unit == unit).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s is measured in %s; %s is not"
                        .formatted(part.says, part.units.stream().map(one -> one.unit.toString())
                                .collect(Collectors.joining(" or ")), amount)));
        Check.that(amount.value().compareTo(in.least) >= 0
                        && amount.value().compareTo(in.most) <= 0,
                "%s of %s is outside %s to %s; check number and unit", part.says, amount.written(),
                in.least.toPlainString(), new Amount(in.most, in.unit).written());
    }

    /// One value as files have it or as people write it: "pco2: 45 mm[Hg]", "pCO2 45 mmHg",
    /// "pH 7.31".
    public static BloodGas parse(String text) {
        Matcher found = FORM.matcher(text.strip());
        Check.that(found.matches(), "\"%s\" is no value of a blood gas; write for example pH 7.31,"
                + " or pCO2 45 mmHg", Text.shortened(text));
        Part part = Part.named(found.group(1));
        String amount = found.group(2).strip();
        return new BloodGas(part, part == Part.PH && amount.matches("[0-9.]+")
                ? Amount.parse(amount + " " + Unit.PH) : Amount.parse(amount));
    }

    /// Several, with semicolons or commas between them.
    public static List<BloodGas> list(String text) {
        List<BloodGas> values = new ArrayList<>();
        for (String one : text.split("[;,](?=\\s*[A-Za-z])", -1)) {
            if (!one.isBlank()) {
                values.add(parse(one));
            }
        }
        return values;
    }

    /// For people: "pCO2 45 mmHg".
    public String written() {
        return part.says + " " + amount.written();
    }

    @Override
    public String toString() {
        return part.name().toLowerCase(Locale.ROOT).replace('_', '-') + ": " + amount;
    }
}
