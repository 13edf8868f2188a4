package limbline.app.evidence;

import java.util.List;
import java.util.Set;
import limbline.course.AsOf;
import limbline.evidence.Outcome;
import limbline.evidence.OwnSeries;

/// What this centre can put beside the published series: whoever counts our own courses answers.
public interface OurCounts {

    /// Our rows of some outcomes, by modality and unit; none where nothing was counted.
    ///
    /// @param withoutSmall whether rows with a small count are withheld, as from a researcher
    List<OwnSeries> of(Set<Outcome> outcomes, AsOf asOf, boolean withoutSmall);
}
