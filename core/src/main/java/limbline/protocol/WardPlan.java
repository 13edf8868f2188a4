package limbline.protocol;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import limbline.measure.Check;

/// How a centre watches a limb after its infusion: the `ward` section of a protocol file.
///
/// @param rules asked of every patient, all of them
/// @param discharge what is looked at before somebody goes home; a person decides
/// @param shifts when each shift begins, by the centre's clock, in order; none if nobody hands over
public record WardPlan(List<WardRule> rules, List<DischargeItem> discharge, List<LocalTime> shifts) {

    /// A file without a `ward` section watches nothing.
    public static final WardPlan NONE = new WardPlan(List.of(), List.of(), List.of());

    public WardPlan {
        rules = List.copyOf(rules);
        discharge = List.copyOf(discharge);
        shifts = List.copyOf(shifts);
        Check.that(rules.stream().map(rule -> rule.telling().id()).distinct().count()
                == rules.size(), "two rules of the ward have the same id");
        Check.that(discharge.stream().map(DischargeItem::id).distinct().count()
                == discharge.size(), "two items of the discharge check have the same id");
    }

    /// Every limit that a rule or an item names, each once.
    public List<Limit> limits() {
        List<Limit> all = new ArrayList<>();
        rules.forEach(rule -> all.addAll(rule.limits()));
        discharge.forEach(item -> all.addAll(item.limits()));
        return all.stream().distinct().toList();
    }
}
