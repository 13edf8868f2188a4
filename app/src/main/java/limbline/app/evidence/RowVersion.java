package limbline.app.evidence;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A row of a sheet as somebody at the centre changed it.
///
/// @param sheet it stands on
/// @param cells by column, as they were printed
/// @param isWithdrawn whether the row no longer counts
/// @param version from 1; the file that ships is version 0
/// @param author the account
public record RowVersion(EvidenceFolder sheet, String key, Map<String, String> cells,
        boolean isWithdrawn, int version, String reason, String author, Instant at) {

    public RowVersion {
        cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
    }
}
