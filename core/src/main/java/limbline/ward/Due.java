package limbline.ward;

import java.time.Instant;
import limbline.protocol.Watched;

/// Something that has to be done by a time.
public record Due(Watched watched, Instant at, boolean overdue) {}
