package limbline.app.journal;

import java.util.UUID;

/// Ids for what somebody is about to do.
///
/// Their first 48 bits are the time in milliseconds, so that those of the same minute lie side by
/// side in the indexes of the record; the rest is random. That is version 7 of
/// [RFC 9562](https://www.rfc-editor.org/rfc/rfc9562.html#section-5.7). Nothing reads the time back:
/// a clock that is set costs neighbours, and nothing else.
public final class CommandId {

    private static final long VERSION = 0x7000L;
    private static final long RANDOM = 0x0fffL;

    private CommandId() {}

    /// A new one for each form that is shown.
    public static UUID fresh() {
        UUID random = UUID.randomUUID();
        return new UUID(System.currentTimeMillis() << 16 | VERSION
                | (random.getMostSignificantBits() & RANDOM), random.getLeastSignificantBits());
    }
}
