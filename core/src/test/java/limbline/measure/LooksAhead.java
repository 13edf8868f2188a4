package limbline.measure;

import java.util.List;
import limbline.course.AsOf;
import limbline.course.Placed;
import limbline.course.Struck;

/// Planted violations of time's arrow: measures that know the course.
public final class LooksAhead {

    /// One class for each way to know something.
    public static final List<Class<?>> PLANTED = List.of(
            ByCast.class, ByPattern.class, ByGenericType.class);

    private LooksAhead() {}

    static final class ByCast {
        private ByCast() {}

        static Object cast(Object anything) {
            return (AsOf) anything;
        }
    }

    static final class ByPattern {
        private ByPattern() {}

        static boolean matches(Object anything) {
            return switch (anything) {
                case Placed _ -> true;
                default -> false;
            };
        }
    }

    /// Its field holds a list of something later.
    record ByGenericType(List<Struck> struck) {}
}
