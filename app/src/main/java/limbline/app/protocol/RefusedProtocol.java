package limbline.app.protocol;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// A protocol file that is refused as a whole, with every reason.
public final class RefusedProtocol extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<Refusal> refusals;

    public RefusedProtocol(List<Refusal> refusals) {
        super(refusals.stream().map(Refusal::toString).collect(Collectors.joining("\n")));
        this.refusals = refusals.stream().sorted(Comparator.comparingInt(Refusal::line)).toList();
    }

    public List<Refusal> refusals() {
        return refusals;
    }
}
