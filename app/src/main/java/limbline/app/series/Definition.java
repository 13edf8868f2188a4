package limbline.app.series;

import limbline.series.Cohort;

/// A cohort as it was written down.
///
/// @param version from 1
/// @param centre whose patients are meant; empty for all centres'
/// @param author who wrote this version
public record Definition(Cohort cohort, int version, String centre, String author) {

    /// "ILI alone (version 2, all centres): modality=ili"
    public String words() {
        return "%s (version %d, %s): %s".formatted(cohort.name(), version,
                centre.isEmpty() ? "all centres" : centre, cohort.words());
    }
}
