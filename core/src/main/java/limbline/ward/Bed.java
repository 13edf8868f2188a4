package limbline.ward;

import limbline.course.Course;
import limbline.event.WardEvent.Admitted;
import limbline.event.WardEvent.Discharged;
import limbline.event.WardEvent.Transferred;
import limbline.measure.Finding;

/// Where a patient lies, as it was said last.
///
/// @param inHospital since an admission or a transfer, until a discharge
/// @param where ward, room and bed in the words of the hospital; not stated of those who are not in
///     hospital
public record Bed(boolean inHospital, Finding<String> where) {

    private static final Bed NONE = new Bed(false, Finding.notStated());

    public static Bed of(Course course) {
        Bed last = NONE;
        for (var placed : course.timeline()) {
            if (placed.event() instanceof Admitted(var to)) {
                last = new Bed(true, to);
            } else if (placed.event() instanceof Transferred(var to)) {
                last = new Bed(true, to);
            } else if (placed.event() instanceof Discharged) {
                last = NONE;
            }
        }
        return last;
    }
}
