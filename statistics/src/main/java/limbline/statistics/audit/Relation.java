package limbline.statistics.audit;

import java.util.List;
import limbline.statistics.Check;

/// How the counts behind printed values must fit together.
public sealed interface Relation {

    /// The names of the values that are added up.
    List<String> parts();

    /// Parts that make up another printed value, such as CR + PR = ORR.
    record Sum(List<String> parts, String total) implements Relation {

        public Sum {
            parts = List.copyOf(parts);
            Check.that(!parts.isEmpty(), "the sum %s has no parts", total);
        }

        @Override
        public String toString() {
            return String.join(" + ", parts) + " = " + total;
        }
    }

    /// Parts that make up everybody, such as CR + PR + SD + PD = 100 %.
    record Whole(List<String> parts) implements Relation {

        public Whole {
            parts = List.copyOf(parts);
            Check.that(!parts.isEmpty(), "a whole has no parts");
        }

        @Override
        public String toString() {
            return String.join(" + ", parts) + " = 100 %";
        }
    }
}
