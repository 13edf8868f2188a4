package limbline.ward;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limbline.event.CareEvent.DischargeItemStated;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.Amount;
import limbline.measure.Finding;
import limbline.measure.Kilograms;
import limbline.measure.Term;
import limbline.patient.Met;
import limbline.patient.Trend;
import limbline.patient.Wieberdink;
import limbline.protocol.DischargeItem.EnoughUrine;
import limbline.protocol.DischargeItem.Falling;
import limbline.protocol.DischargeItem.GradeBelow;
import limbline.protocol.DischargeItem.NoAlert;
import limbline.protocol.DischargeItem.Stated;
import limbline.protocol.DischargeItem;
import limbline.protocol.Limit;
import limbline.protocol.WardPlan;
import limbline.ward.UrineRule.Window;

/// The centre's list before somebody goes home, item by item. It decides nothing.
public final class Discharge {

    /// What the record says of an item.
    public enum Answer implements Term {
        MET,
        MET_BY_STATEMENT,
        NOT_MET,
        UNKNOWN
    }

    /// One item with its answer.
    ///
    /// @param words what it rests on, or what is missing
    public record Item(DischargeItem item, Answer answer, String words) {}

    private final Episode episode;
    private final List<Alert> alerts;

    private Discharge(Episode episode, List<Alert> alerts) {
        this.episode = episode;
        this.alerts = List.copyOf(alerts);
    }

    static List<Item> check(Episode episode, WardPlan plan, List<Alert> alerts) {
        Discharge discharge = new Discharge(episode, alerts);
        return plan.discharge().stream().map(discharge::answered).toList();
    }

    /// What the record cannot tell, a person may state; what the record denies, nobody can.
    private Item answered(DischargeItem item) {
        Item found = item(item);
        Optional<Noted<DischargeItemStated>> stated = episode.all(DischargeItemStated.class).stream()
                .filter(one -> one.event().item().equals(item.id()))
                .reduce((_, later) -> later);
        if (stated.isEmpty() || found.answer != Answer.UNKNOWN) {
            return found;
        }
        Noted<DischargeItemStated> said = stated.get();
        String words = "%s says so (%s)%s.".formatted(said.placed().entry().author(),
                Say.when(said, episode),
                said.event().words().found().map(text -> ": " + text).orElse(""));
        return said.event().met() == Met.MET
                ? new Item(item, Answer.MET_BY_STATEMENT, words)
                : new Item(item, Answer.NOT_MET, words);
    }

    private Item item(DischargeItem item) {
        return switch (item) {
            case Falling falling -> falling(falling);
            case EnoughUrine urine -> urine(urine);
            case GradeBelow grade -> grade(grade);
            case NoAlert none -> noAlert(none);
            case Stated stated -> new Item(stated, Answer.UNKNOWN, "Nobody has said so.");
        };
    }

    private Item falling(Falling item) {
        Curve curve = Curve.of(episode, item.analyte());
        String words = curve.words(episode);
        Optional<Noted<LaboratoryReported>> stated = curve.stated();
        if (stated.isPresent()) {
            boolean rising = stated.get().event().trend().is(Trend.RISING);
            return new Item(item, rising ? Answer.NOT_MET : Answer.MET_BY_STATEMENT, words);
        }
        return switch (curve.past()) {
            case LIKELY -> lowEnough(item, curve, words);
            case PERHAPS, UNKNOWN -> new Item(item, Answer.UNKNOWN, words);
            case NO -> new Item(item, Answer.NOT_MET, words);
        };
    }

    private static Item lowEnough(Falling item, Curve curve, String words) {
        Optional<Limit> below = item.below().filter(Limit::isUsed);
        if (below.isEmpty()) {
            return new Item(item, Answer.MET, words);
        }
        Optional<Amount> limit = below.get().amount();
        if (limit.isEmpty()) {
            return new Item(item, Answer.UNKNOWN,
                    words + " The limit " + below.get().words() + ".");
        }
        return switch (Sure.above(curve.latest().orElseThrow().value(), limit.get(),
                item.analyte())) {
            case NO -> new Item(item, Answer.MET, words);
            case YES -> new Item(item, Answer.NOT_MET,
                    words + " Still above %s.".formatted(below.get().words()));
            case MAYBE -> new Item(item, Answer.UNKNOWN,
                    words + " It may be above %s.".formatted(below.get().words()));
        };
    }

    private Item urine(EnoughUrine item) {
        List<String> lacking = new ArrayList<>();
        for (Limit limit : item.limits()) {
            if (limit.amount().isEmpty()) {
                lacking.add("The limit " + limit.words() + ".");
            }
        }
        Optional<Kilograms> weight = episode.weight();
        if (weight.isEmpty()) {
            lacking.add("No body weight is on record.");
        }
        List<Window> windows = item.over().amount()
                .map(over -> UrineRule.windows(episode, over.duration())).orElse(List.of());
        if (windows.isEmpty() || !windows.getLast().isWhole() || windows.getLast().overlaps()) {
            lacking.add("Urine is not on record for the whole of the last %s.".formatted(
                    item.over().words()));
        }
        if (!lacking.isEmpty()) {
            return new Item(item, Answer.UNKNOWN, String.join(" ", lacking));
        }
        BigDecimal least = item.atLeast().amount().map(Amount::value).orElseThrow();
        Window last = windows.getLast();
        boolean below = last.isBelow(least, weight.orElseThrow());
        return new Item(item, below ? Answer.NOT_MET : Answer.MET, "%s, %s %s.".formatted(
                UrineRule.words(last, weight.orElseThrow(), episode),
                below ? "below" : "not below", item.atLeast().words()));
    }

    private Item grade(GradeBelow item) {
        List<Noted<WieberdinkGraded>> grades = episode.grades();
        if (grades.isEmpty()) {
            return new Item(item, Answer.UNKNOWN, "No Wieberdink grade on record.");
        }
        Noted<WieberdinkGraded> last = grades.getLast();
        Finding<Wieberdink> grade = last.event().grade();
        String words = "Wieberdink %s (%s).".formatted(grade.words(), Say.when(last, episode));
        return grade.found().map(found -> new Item(item,
                        found.compareTo(item.grade()) < 0 ? Answer.MET : Answer.NOT_MET, words))
                .orElseGet(() -> new Item(item, Answer.UNKNOWN, words));
    }

    /// What is only overdue is not known, and neither for nor against going home. Without a value
    /// and a look nothing could have raised an alert: then no alert is no good news.
    private Item noAlert(NoAlert item) {
        List<Alert> standing = alerts.stream().filter(alert -> !alert.isEnded()).toList();
        List<Alert> found = standing.stream().filter(alert -> !alert.isOnlyOverdue()).toList();
        if (!found.isEmpty()) {
            return new Item(item, Answer.NOT_MET, "%s: %s".formatted(
                    found.size() == 1 ? "1 alert stands" : found.size() + " alerts stand",
                    found.getFirst().words()));
        }
        if (!standing.isEmpty()) {
            return new Item(item, Answer.UNKNOWN,
                    "Whether an alert would stand is not known: " + standing.getFirst().words());
        }
        boolean watched = !Curve.of(episode, limbline.patient.Analyte.CREATINE_KINASE).points()
                .isEmpty() && !episode.checks().isEmpty();
        return watched ? new Item(item, Answer.MET, "No alert stands.")
                : new Item(item, Answer.UNKNOWN,
                        "No alert stands, and too little is on record to raise one.");
    }
}
