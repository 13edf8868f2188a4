package limbline.series;

import java.util.List;
import java.util.function.Function;

/// Something that is counted, timed or measured of every subject by a written definition, see
/// `docs/endpoints.md`.
///
/// @param name stable, small letters and hyphens: "limb-salvage"
/// @param title for people
/// @param of a pure function of a case: one result for each subject
public record Endpoint<U extends Unit>(
        String name, String title, U unit, Kind kind, Function<Case, List<Result<U>>> of) {

    /// What comes of it.
    public sealed interface Kind {

        /// [Value.Timed].
        ///
        /// @param zero from where days are counted
        /// @param causes the event first, then what competes with it
        record Times(String zero, List<String> causes) implements Kind {
            public Times {
                causes = List.copyOf(causes);
            }
        }

        /// [Value.Graded].
        ///
        /// @param shares of several levels together, as they are reported
        record Grades(List<String> levels, List<Together> shares) implements Kind {
            public Grades {
                levels = List.copyOf(levels);
                shares = List.copyOf(shares);
            }
        }

        /// [Value.Measured].
        record Measure(String unit) implements Kind {}
    }

    /// Levels that are reported as one: "complete or partial".
    public record Together(String name, String words, List<Integer> levels) {
        public Together {
            levels = List.copyOf(levels);
        }
    }

    /// One result for each subject of the case.
    public List<Result<U>> results(Case one) {
        return of.apply(one);
    }
}
