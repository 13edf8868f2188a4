package limbline.app.ward;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import limbline.app.figure.CreatineKinase;
import limbline.app.figure.Figure;
import limbline.app.journal.PatientKey;
import limbline.event.WardEvent.LimbChecked;
import limbline.event.WardEvent.UrineMeasured;
import limbline.patient.Analyte;
import limbline.patient.Limb;
import limbline.patient.LimbSign;
import limbline.ward.Alert;
import limbline.ward.Bed;
import limbline.ward.Curve;
import limbline.ward.Due;
import limbline.ward.Judgement;
import limbline.ward.Noted;
import limbline.ward.Watch;

/// One patient's line on the ward screen: what is shown, and no more.
///
/// @param called the patient's name, where one is kept
/// @param watch empty where nobody was infused yet
public record WardRow(PatientKey patient, String called, int position, Optional<Watch> watch) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

    public String id() {
        return patient.patient().value();
    }

    /// For the order of the list: the worst has the most.
    public int weight() {
        return watch.map(Watch::weight).orElse(-1);
    }

    public String day() {
        return watch.map(now -> now.episode().today())
                .map(day -> day.isExact() ? String.valueOf(day.used())
                        : day.earliest() + "–" + day.latest())
                .orElse("");
    }

    public String limbs() {
        return watch.map(now -> String.join(", ",
                now.episode().limbs().stream().map(Limb::toString).toList())).orElse("");
    }

    /// "ward 4 7 A"; empty where nobody said.
    public String bed() {
        return watch.flatMap(now -> Bed.of(now.episode().course()).where().found()).orElse("");
    }

    public Optional<Figure> curve() {
        return watch.map(now -> CreatineKinase.small(now, "ck-" + id().toLowerCase(Locale.ROOT)));
    }

    /// The latest value of an analyte, with the day it is of; empty where there is none.
    public String latest(Analyte analyte) {
        return watch.map(now -> Curve.of(now.episode(), analyte)).flatMap(Curve::latest)
                .map(point -> point.value().written() + " (" + point.noted().dayWords() + ")").orElse("");
    }

    public String creatineKinase() {
        return latest(Analyte.CREATINE_KINASE);
    }

    public String creatinine() {
        return latest(Analyte.CREATININE);
    }

    /// What the rule over urine says, or the last collection.
    public String urine() {
        return watch.flatMap(now -> now.episode().all(UrineMeasured.class).stream()
                        .reduce((_, later) -> later).map(last -> last.event().volume()
                                + last.event().over().found().map(over -> " in " + over)
                                        .orElse("")))
                .orElse("");
    }

    /// What the last look found.
    public String limb() {
        return watch.flatMap(now -> now.episode().checks().stream().reduce((_, later) -> later))
                .map(WardRow::found).orElse("");
    }

    private static String found(Noted<LimbChecked> look) {
        List<String> found = look.event().signs().entrySet().stream()
                .filter(sign -> sign.getValue().found()
                        .filter(seen -> seen != LimbSign.NORMAL).isPresent())
                .map(sign -> sign.getKey().words() + " " + sign.getValue().words())
                .toList();
        return found.isEmpty() ? "no findings" : String.join(", ", found);
    }

    public String grade() {
        return watch.flatMap(now -> now.episode().grades().stream().reduce((_, later) -> later))
                .map(graded -> graded.event().grade().words()).orElse("");
    }

    public String worstGrade() {
        return watch.flatMap(now -> now.episode().worstGrade())
                .map(graded -> graded.event().grade().words()).orElse("");
    }

    public List<Alert> open() {
        return watch.map(Watch::open).orElse(List.of());
    }

    public List<Alert> acknowledged() {
        return watch.map(Watch::acknowledged).orElse(List.of());
    }

    /// What each rule says: what was found first, then what is not known, what is quiet last.
    public List<Judgement> judgements() {
        return watch.map(Watch::judgements).orElse(List.of()).stream()
                .sorted(Comparator.comparingInt(one -> place(one.verdict()))).toList();
    }

    private static int place(Judgement.Verdict verdict) {
        return switch (verdict) {
            case FOUND -> 0;
            case UNKNOWN -> 1;
            case NOT_SET -> 2;
            case QUIET -> 3;
            case NOT_USED -> 4;
        };
    }

    /// What the rules that cannot tell would need, in sentences.
    public String missing() {
        return unknown().stream().flatMap(one -> one.missing().stream()).distinct()
                .collect(Collectors.joining(" "));
    }

    /// Rules that cannot tell.
    public List<Judgement> unknown() {
        return watch.map(Watch::unknown).orElse(List.of());
    }

    /// What is due next; what is overdue stands among the alerts.
    public Optional<Due> next() {
        return watch.flatMap(now -> now.due().stream().filter(due -> !due.overdue()).findFirst());
    }

    /// "limb check 23 Nov 14:00".
    public String due(ZoneId zone) {
        return next().map(due -> due.watched().words() + " "
                + TIME.format(due.at().atZone(zone))).orElse("");
    }
}
