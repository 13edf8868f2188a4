package limbline.ward;

import java.time.Instant;
import java.util.List;
import limbline.measure.EventId;
import limbline.patient.AlertTier;

/// Something a rule found, and that somebody should know.
///
/// @param subject what it is about: "creatine-kinase", "limb", "overdue-limb-check"
/// @param rule the id of the rule that found it
/// @param members the events it rests on, in time, each by the id it was first recorded under
/// @param extent how bad, in the rule's own measure; higher is worse
/// @param worseBy by how many percent the extent must grow to be worse
/// @param sentence what was seen, against which limit
/// @param stands whether it is still so
/// @param lasts whether somebody must have seen it even if it ended by itself
public record Fact(
        String subject,
        String rule,
        AlertTier tier,
        List<EventId> members,
        int extent,
        int worseBy,
        String sentence,
        Instant since,
        boolean stands,
        boolean lasts) {

    public Fact {
        members = List.copyOf(members);
    }
}
