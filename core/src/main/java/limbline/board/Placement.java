package limbline.board;

import java.util.Optional;
import limbline.course.LesionCourse;
import limbline.course.Placed;
import limbline.measure.Term;

/// Where a lesion lies against the line of the tourniquet: the apex of the femoral triangle on a
/// leg, the insertion of the deltoid on an arm (NCT00004250).
///
/// @param why in words
/// @param fact what it rests on
public record Placement(LesionCourse lesion, Position position, String why, Optional<Placed> fact) {

    /// Below the line or not.
    public enum Position implements Term {
        DISTAL,
        NOT_DISTAL,
        /// On the upper arm or the thigh, which the line divides.
        UNCLEAR,
        /// Not of this limb.
        ELSEWHERE;

        /// For people.
        public String words() {
            return switch (this) {
                case DISTAL -> "below the line";
                case NOT_DISTAL -> "not below the line";
                case UNCLEAR -> "not certain";
                case ELSEWHERE -> "elsewhere";
            };
        }
    }
}
