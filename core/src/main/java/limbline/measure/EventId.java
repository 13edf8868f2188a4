package limbline.measure;

import java.util.UUID;

/// Names one event for ever, also after it was corrected.
public record EventId(UUID value) {

    public static EventId parse(String text) {
        try {
            return new EventId(UUID.fromString(text.strip()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"%s\" is not the id of an event".formatted(Text.shortened(text)), e);
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
