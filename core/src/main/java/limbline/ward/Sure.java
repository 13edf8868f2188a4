package limbline.ward;

import java.math.BigDecimal;
import java.util.Optional;
import limbline.measure.Amount;
import limbline.measure.Elapsed;
import limbline.measure.LabValue;
import limbline.patient.Analyte;
import limbline.protocol.Limit;

/// Whether something is so, as far as the record can tell.
public enum Sure {
    YES,
    MAYBE,
    NO;

    /// Whether a value lies above `limit`. ">900" may lie above 1000, ">1000" does; "<5" lies below.
    static Sure above(LabValue value, Amount limit, Analyte analyte) {
        Optional<BigDecimal> number = in(value, limit.unit().toString(), analyte);
        if (number.isEmpty()) {
            return MAYBE;
        }
        return above(value.bound(), number.get(), limit.value());
    }

    /// The same, of two numbers in one unit.
    static Sure above(LabValue.Bound bound, BigDecimal number, BigDecimal limit) {
        int side = number.compareTo(limit);
        return switch (bound) {
            case EXACT -> side > 0 ? YES : NO;
            case ABOVE -> side >= 0 ? YES : MAYBE;
            case AT_LEAST -> side > 0 ? YES : MAYBE;
            case BELOW, AT_MOST -> side <= 0 ? NO : MAYBE;
        };
    }

    /// Whether a day lies from `from` to `until`, both included.
    static Sure within(Elapsed day, Optional<Limit> from, Optional<Limit> until) {
        long first = from.flatMap(Limit::amount).map(Sure::days).orElse(Long.MIN_VALUE);
        long last = until.flatMap(Limit::amount).map(Sure::days).orElse(Long.MAX_VALUE);
        if (day.latest() < first || day.earliest() > last) {
            return NO;
        }
        return day.earliest() >= first && day.latest() <= last ? YES : MAYBE;
    }

    static long days(Amount time) {
        return time.duration().toDays();
    }

    /// The number of a value in another unit, where that can be said: a katal is a mole a second and
    /// an enzyme unit a micromole a minute (1 ukat/L = 60 U/L); creatinine has 113.12 g/mol, so that
    /// 1 mg/dL is 88.4 umol/L; bilirubin has 584.66 g/mol and calcium 40.078 g/mol. A thousand in a
    /// microlitre is 10^9 in a litre.
    public static Optional<BigDecimal> in(LabValue value, String unit, Analyte analyte) {
        if (value.unit().equals(unit)) {
            return Optional.of(value.value());
        }
        String way = analyte.term() + " " + value.unit() + " " + unit;
        return switch (way) {
            case "creatine-kinase ukat/L U/L" ->
                Optional.of(value.value().multiply(BigDecimal.valueOf(60)));
            case "creatinine mg/dL umol/L" ->
                Optional.of(value.value().multiply(new BigDecimal("88.4")));
            case "bilirubin mg/dL umol/L" ->
                Optional.of(value.value().multiply(new BigDecimal("17.104")));
            case "calcium mg/dL mmol/L" ->
                Optional.of(value.value().multiply(new BigDecimal("0.24951")));
            case "haemoglobin g/dL g/L" -> Optional.of(value.value().multiply(BigDecimal.TEN));
            case "aspartate-aminotransferase ukat/L U/L", "alanine-aminotransferase ukat/L U/L",
                    "alkaline-phosphatase ukat/L U/L" ->
                Optional.of(value.value().multiply(BigDecimal.valueOf(60)));
            case "leucocytes 10*3/uL 10*9/L", "platelets 10*3/uL 10*9/L" ->
                Optional.of(value.value());
            default -> Optional.empty();
        };
    }
}
