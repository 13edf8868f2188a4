package limbline.measure;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// The units of protocol files and of what a theatre writes down, spelled as UCUM spells them.
public enum Unit {
    SECOND("s", 1),
    MINUTE("min", 60),
    HOUR("h", 3_600),
    DAY("d", 86_400),
    WEEK("wk", 604_800),
    /// By the calendar where a day is looked for; 30.4375 days where a duration is.
    MONTH("mo", 2_629_800),
    CELSIUS("Cel", 0),
    MILLIMETRE_OF_MERCURY("mm[Hg]", 0),
    KILOPASCAL("kPa", 0),
    MILLILITRE_PER_MINUTE("mL/min", 0),
    /// Flow through a limb, by litre of that limb.
    MILLILITRE_PER_MINUTE_PER_LITRE("mL/min/L", 0),
    PERCENT("%", 0),
    PH("[pH]", 0),
    /// French gauge of a catheter.
    FRENCH("[Ch]", 0),
    CENTIMETRE("cm", 0),
    KILOGRAM("kg", 0),
    KILOGRAM_PER_CENTIMETRE("kg/cm", 0),
    LITRE("L", 0),
    MILLILITRE("mL", 0),
    GRAM("g", 0),
    MILLIGRAM("mg", 0),
    MICROGRAM("ug", 0),
    INTERNATIONAL_UNIT("[iU]", 0),
    MILLIMOLE_PER_LITRE("mmol/L", 0),
    MILLIGRAM_PER_LITRE("mg/L", 0),
    MICROGRAM_PER_LITRE("ug/L", 0),
    MILLIGRAM_PER_KILOGRAM("mg/kg", 0),
    MICROGRAM_PER_KILOGRAM("ug/kg", 0),
    INTERNATIONAL_UNIT_PER_KILOGRAM("[iU]/kg", 0),
    UNIT_PER_LITRE("U/L", 0),
    MICROMOLE_PER_LITRE("umol/L", 0),
    GRAM_PER_LITRE("g/L", 0),
    GRAM_PER_DECILITRE("g/dL", 0),
    CELLS_PER_LITRE("10*9/L", 0),
    /// Urine, by body weight and hour.
    MILLILITRE_PER_KILOGRAM_PER_HOUR("mL/kg/h", 0),
    GRAY("Gy", 0),
    FRACTION("{fraction}", 0);

    private final String code;
    private final long seconds;

    Unit(String code, long seconds) {
        this.code = code;
        this.seconds = seconds;
    }

    /// @throws IllegalArgumentException with the allowed units
    public static Unit parse(String text) {
        for (Unit unit : values()) {
            if (unit.code.equals(text)) {
                return unit;
            }
        }
        throw new IllegalArgumentException("\"%s\" is not one of the units %s".formatted(
                Text.shortened(text),
                Arrays.stream(values()).map(Unit::toString).collect(Collectors.joining(", "))));
    }

    /// What a person typed: the code, or the unit as people write it.
    ///
    /// @throws IllegalArgumentException with the allowed codes
    static Unit typed(String text) {
        String plain = text.replace('\u03bc', '\u00b5'); // Greek mu for the micro sign
        return Arrays.stream(values()).filter(unit -> unit.written().equals(plain)).findFirst()
                .orElseGet(() -> parse(text));
    }

    public boolean isTime() {
        return seconds > 0;
    }

    /// How many seconds one of this unit is.
    long seconds() {
        Check.that(isTime(), "%s is not a unit of time", this);
        return seconds;
    }

    /// How many decimals of a gram one of this unit is: 3 for mg. Empty if it is no unit of mass of
    /// a drug.
    OptionalInt decimalsOfGram() {
        int decimals = List.of(GRAM, MILLIGRAM, MICROGRAM).indexOf(this) * 3;
        return decimals < 0 ? OptionalInt.empty() : OptionalInt.of(decimals);
    }

    /// As people write it: °C for `Cel`, Fr for `[Ch]`; a pH has none.
    public String written() {
        return code.replace("mm[Hg]", "mmHg").replace("[iU]", "IU").replace("[Ch]", "Fr")
                .replace("[pH]", "").replace("Cel", "°C").replace("ug", "µg")
                .replace("umol", "µmol");
    }

    @Override
    public String toString() {
        return code;
    }
}
