package limbline.statistics.pooling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import limbline.statistics.Check;

/// The studies of one question: those that are pooled and those that are left out, with the reason.
/// Nothing is left out silently, and the reason goes with every result.
public record Studies(List<Study> included, List<LeftOut> leftOut) {

    private static final int MOST = 100_000;

    /// A study that is not pooled, and why.
    public record LeftOut(Study study, String reason) {

        public LeftOut {
            Check.that(!reason.isBlank(), "study %s is left out without a reason", study.label());
        }
    }

    public Studies {
        included = List.copyOf(included);
        leftOut = List.copyOf(leftOut);
        Check.that(!included.isEmpty(), "no study is left to pool; %d left out", leftOut.size());
        Check.that(included.size() <= MOST, "%d studies; at most %d", included.size(), MOST);
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < included.size(); i++) {
            String label = included.get(i).label();
            Integer earlier = places.put(label, i + 1);
            Check.that(earlier == null,
                    "study %s stands at positions %s and %d; give each a label of its own",
                    label, earlier, i + 1);
        }
    }

    /// All of them, except those without a single trial: these are left out.
    public static Studies of(List<Study> all) {
        List<Study> included = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (Study study : all) {
            if (study.trials() == 0) {
                leftOut.add(new LeftOut(study, "no trials, so nothing is known of its proportion"));
            } else {
                included.add(study);
            }
        }
        return new Studies(included, leftOut);
    }

    /// The same, written out.
    public static Studies of(Study... all) {
        return of(List.of(all));
    }

    /// The same without one, such as a cohort that is part of another's.
    public Studies without(String label, String reason) {
        List<Study> rest = new ArrayList<>(included);
        List<LeftOut> out = new ArrayList<>(leftOut);
        for (Study study : included) {
            if (study.label().equals(label)) {
                rest.remove(study);
                out.add(new LeftOut(study, reason));
            }
        }
        Check.that(rest.size() < included.size(), "no study %s; there are %s",
                label, included.stream().map(Study::label).toList());
        return new Studies(rest, out);
    }

    /// How many are pooled.
    public int size() {
        return included.size();
    }
}
