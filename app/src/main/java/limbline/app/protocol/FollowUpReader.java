package limbline.app.protocol;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limbline.measure.Amount;
import limbline.measure.Unit;
import limbline.protocol.FollowUpPlan;
import limbline.protocol.FollowUpPlan.Visit;
import limbline.protocol.Limit;

/// The `follow-up` section of a protocol file.
final class FollowUpReader {

    /// To tell which of two visits comes first; any day does that has no short month after it.
    private static final LocalDate SOME_DAY = LocalDate.of(2001, 7, 1);

    private final Vocabulary words;
    private final Map<String, Integer> ids = new HashMap<>();

    FollowUpReader(Vocabulary words) {
        this.words = words;
    }

    FollowUpPlan read(Fields file) {
        if (!file.has("follow-up")) {
            return FollowUpPlan.NONE;
        }
        Fields section = file.fields("follow-up").only("visits", "early", "late", "lost");
        List<Visit> visits = new ArrayList<>();
        Optional<Limit> before = Optional.empty();
        boolean responses = false;
        for (Fields one : section.list("visits")) {
            Visit visit = visit(one);
            if (visit instanceof Visit.Once once) {
                refuseOrder(one, before, once.after());
                before = once.after().amount().isPresent() ? Optional.of(once.after()) : before;
                if (once.response() && responses) {
                    one.refuse("response", "another visit has it already; the response is assessed "
                            + "at one visit of the plan, and at any other when somebody does it");
                }
                responses |= once.response();
            }
            visits.add(visit);
        }
        if (visits.isEmpty()) {
            section.refuse("visits", "a plan has at least one visit");
        }
        Optional<Limit> early = optional(section, "early");
        Optional<Limit> late = optional(section, "late");
        Optional<Limit> lost = optional(section, "lost");
        if (ids.size() < visits.size()) {
            return FollowUpPlan.NONE; // a name that stands twice has been refused
        }
        FollowUpPlan plan = new FollowUpPlan(visits, early, late, lost);
        if (visits.size() > FollowUpPlan.MOST_VISITS
                || (plan.limits().stream().allMatch(FollowUpReader::isUsable)
                        && plan.after(SOME_DAY).size() > FollowUpPlan.MOST_VISITS)) {
            section.refuse("visits", "more than %s visits".formatted(FollowUpPlan.MOST_VISITS));
        }
        return plan;
    }

    private Visit visit(Fields fields) {
        fields.only("id", "says", "after", "every", "until", "response");
        String id = ownId(fields);
        String says = fields.text("says");
        if (fields.has("after") == fields.has("every")) {
            fields.refuse(fields.has("after") ? "every" : "after", "write \"after\" for one visit, "
                    + "or \"every\" and \"until\" for several, with the name of a limit");
            return new Visit.Once(id, says, Limit.empty("?", Unit.DAY), false);
        }
        if (fields.has("after")) {
            if (fields.has("until")) {
                fields.refuse("until", "one visit ends with itself; \"until\" goes with \"every\"");
            }
            return new Visit.Once(
                    id, says, stretch(fields, "after"), fields.yes("response", false));
        }
        if (fields.has("response")) {
            fields.refuse("response", "say it of one visit (\"after\")");
        }
        Limit every = stretch(fields, "every");
        every.amount().filter(amount -> amount.value().signum() == 0).ifPresent(_ ->
                fields.refuse("every", every.id() + " is no time at all"));
        return new Visit.Every(id, says, every, stretch(fields, "until"));
    }

    private static void refuseOrder(Fields fields, Optional<Limit> before, Limit after) {
        before.filter(FollowUpReader::isUsable).flatMap(Limit::amount).ifPresent(earlier ->
                after.amount().filter(_ -> isUsable(after)).ifPresent(later -> {
                    if (!day(earlier).isBefore(day(later))) {
                        fields.refuse("after", ("%s (%s) does not come after the visit before it "
                                + "(%s)").formatted(after.id(), later, earlier));
                    }
                }));
    }

    private static LocalDate day(Amount amount) {
        return FollowUpPlan.day(SOME_DAY, amount);
    }

    private String ownId(Fields fields) {
        String id = fields.id("id");
        Integer before = ids.putIfAbsent(id, fields.line());
        if (before != null && !id.equals("?")) {
            fields.refuse("id", "\"%s\" is taken on line %s".formatted(id, before));
        }
        return id;
    }

    private Optional<Limit> optional(Fields fields, String key) {
        return fields.has(key) ? Optional.of(stretch(fields, key)) : Optional.empty();
    }

    /// A limit that can be laid on a calendar.
    private Limit stretch(Fields fields, String key) {
        Limit limit = words.limit(fields, key);
        if (!List.of("d", "wk", "mo").contains(limit.unit().toString())) {
            fields.refuse(key, "%s is in %s; a visit is days (d), weeks (wk) or months (mo) away"
                    .formatted(limit.id(), limit.unit()));
        } else if (!isUsable(limit)) {
            fields.refuse(key, ("%s is %s; a visit is a whole number of days, weeks or months away,"
                    + " 5000 at most").formatted(limit.id(), limit.words()));
        }
        return limit;
    }

    private static boolean isUsable(Limit limit) {
        return limit.amount().map(FollowUpPlan::isWhole).orElse(true);
    }
}
