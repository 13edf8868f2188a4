package limbline.app.page;

import java.util.List;

/// Somebody else was faster. The page shows what came in between, so that nothing is overwritten
/// unseen.
public final class Overtaken extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> between;

    /// @param between what came in between, a sentence each
    public Overtaken(List<String> between) {
        super("somebody else was faster");
        this.between = List.copyOf(between);
    }

    List<String> between() {
        return between;
    }
}
