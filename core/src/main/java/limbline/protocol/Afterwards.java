package limbline.protocol;

import java.util.List;

/// What belongs to the protocol after theatre, for example radiation. Told, not proved.
public record Afterwards(String id, String says, List<Limit> limits) {
    public Afterwards {
        limits = List.copyOf(limits);
    }
}
