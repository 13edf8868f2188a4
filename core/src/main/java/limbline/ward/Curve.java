package limbline.ward;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.measure.Finding;
import limbline.measure.LabValue;
import limbline.measure.Term;
import limbline.patient.Analyte;
import limbline.patient.Trend;

/// The values of one analyte since the infusion, in the order in which the specimens were taken.
///
/// @param points values in the analyte's usual unit
/// @param without reports that give no value which can be used
public record Curve(Analyte analyte, List<Point> points, List<Noted<LaboratoryReported>> without) {

    /// One value.
    ///
    /// @param number in the analyte's usual unit
    public record Point(Noted<LaboratoryReported> noted, LabValue value, BigDecimal number) {}

    /// How sure it is that the peak is past. One lower value may be noise.
    public enum Past implements Term {
        NO,
        PERHAPS,
        LIKELY,
        /// Nothing was measured that could tell.
        UNKNOWN
    }

    public Curve {
        points = List.copyOf(points);
        without = List.copyOf(without);
    }

    public static Curve of(Episode episode, Analyte analyte) {
        List<Point> points = new ArrayList<>();
        List<Noted<LaboratoryReported>> without = new ArrayList<>();
        for (Noted<LaboratoryReported> noted : episode.laboratory(analyte)) {
            Optional<LabValue> value = noted.event().value().found();
            Optional<BigDecimal> number = value.flatMap(found -> number(analyte, found));
            if (value.isPresent() && number.isPresent()) {
                points.add(new Point(noted, value.get(), number.get()));
            } else {
                without.add(noted);
            }
        }
        return new Curve(analyte, points, without);
    }

    /// The unit in which an analyte is usually told, in UCUM's spelling.
    public static String unit(Analyte analyte) {
        return switch (analyte) {
            case CREATINE_KINASE, ASPARTATE_AMINOTRANSFERASE, ALANINE_AMINOTRANSFERASE,
                    ALKALINE_PHOSPHATASE -> "U/L";
            case CREATININE, BILIRUBIN -> "umol/L";
            case UREA, POTASSIUM, CALCIUM -> "mmol/L";
            case CREATININE_CLEARANCE -> "mL/min";
            case MYOGLOBIN -> "ug/L";
            case HAEMOGLOBIN -> "g/L";
            case LEUCOCYTES, PLATELETS -> "10*9/L";
            case ACTIVATED_CLOTTING_TIME -> "s";
        };
    }

    /// The number of a value in that unit; empty where it does not convert.
    public static Optional<BigDecimal> number(Analyte analyte, LabValue value) {
        return Sure.in(value, unit(analyte), analyte);
    }

    public Optional<Point> latest() {
        return points.isEmpty() ? Optional.empty() : Optional.of(points.getLast());
    }

    /// The highest value; of several the first.
    public Optional<Point> highest() {
        return points.stream().reduce((one, other) ->
                other.number.compareTo(one.number) > 0 ? other : one);
    }

    /// The values after the highest one.
    public List<Point> afterPeak() {
        return highest().map(peak -> points.subList(points.indexOf(peak) + 1, points.size()))
                .orElse(List.of());
    }

    /// Whether the peak is past, by the values alone: two values in a row that fall say that it is
    /// likely, one that perhaps it is.
    public Past past() {
        List<Point> after = afterPeak();
        if (points.size() < 2) {
            return Past.UNKNOWN;
        }
        if (after.isEmpty()) {
            return Past.NO;
        }
        if (after.size() == 1) {
            return after.getFirst().number.compareTo(highest().orElseThrow().number) < 0
                    ? Past.PERHAPS : Past.NO;
        }
        BigDecimal last = after.getLast().number;
        BigDecimal before = after.get(after.size() - 2).number;
        return last.compareTo(before) <= 0 ? Past.LIKELY : Past.PERHAPS;
    }

    /// What a source says of the curve in place of values, where that is newer than every value.
    public Optional<Noted<LaboratoryReported>> stated() {
        return without.stream()
                .filter(noted -> noted.event().trend().found().isPresent())
                .filter(noted -> latest().map(point -> !noted.at().isBefore(point.noted.at()))
                        .orElse(true))
                .reduce((_, later) -> later);
    }

    /// For people: the peak, what came after it, and how sure that is.
    public String words(Episode episode) {
        Optional<Noted<LaboratoryReported>> stated = stated();
        if (stated.isPresent()) {
            LaboratoryReported report = stated.get().event();
            return "Reported without values: %s%s (%s).".formatted(
                    report.trend().found().map(Trend::term).orElse("").replace('-', ' '),
                    report.remark() instanceof Finding.Known<String>(String words)
                            ? ", \"" + words + "\"" : "",
                    Say.when(stated.get(), episode));
        }
        if (points.isEmpty()) {
            return "No %s on record since the infusion.".formatted(Say.analyte(analyte));
        }
        Point peak = highest().orElseThrow();
        String highest = "%s highest at %s (%s)".formatted(
                Say.sentence(Say.analyte(analyte)), peak.value.written(),
                Say.when(peak.noted, episode));
        return switch (past()) {
            case UNKNOWN -> highest + ", the only value: no peak can be told.";
            case NO -> highest + ", and not lower since.";
            case PERHAPS -> highest + ", %s since: one fall may be noise.".formatted(last());
            case LIKELY -> highest + ", then falling to %s.".formatted(last());
        };
    }

    private String last() {
        Point last = points.getLast();
        return "%s (%s)".formatted(last.value.written(), last.noted.dayWords());
    }
}
