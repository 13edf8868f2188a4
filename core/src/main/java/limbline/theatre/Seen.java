package limbline.theatre;

import java.time.Instant;

/// A named person has seen it.
public record Seen(String by, Instant at) {}
