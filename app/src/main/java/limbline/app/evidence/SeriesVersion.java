package limbline.app.evidence;

import java.time.Instant;
import limbline.evidence.PublishedSeries;

/// A published series as somebody at the centre changed it.
///
/// @param version from 1; the file that ships is version 0
/// @param author the account
public record SeriesVersion(
        PublishedSeries series, int version, String reason, String author, Instant at) {}
