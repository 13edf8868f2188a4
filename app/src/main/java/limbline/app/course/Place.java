package limbline.app.course;

import java.time.LocalDate;
import java.util.Optional;
import limbline.app.journal.PatientKey;
import limbline.course.Course;
import limbline.course.DiseaseCourse;
import limbline.course.LimbCourse;
import limbline.course.Span;
import limbline.course.Standing;
import limbline.course.Standing.Due;
import limbline.course.Standing.Station;

/// Where one patient is on the way, as the worklist keeps it.
///
/// @param position the last event that is in it
/// @param since the day used for the arrival at the station, if a day is known
/// @param sinceText the same as the source has it
/// @param due the next that is due, if anything is
/// @param limbs of which something is recorded, in words
/// @param infusions on all limbs
/// @param changesOn the next day on which the fold says something else because a recorded date is
///     reached, if there is one
public record Place(
        PatientKey patient,
        int position,
        Station station,
        Optional<LocalDate> since,
        String sinceText,
        Optional<LocalDate> due,
        String dueFor,
        String limbs,
        int infusions,
        DiseaseCourse.Status status,
        Optional<LocalDate> changesOn) {

    /// What the fold says on the day `today`.
    static Place of(Reading reading, LocalDate today) {
        Course course = reading.course();
        Standing standing = course.station(today);
        Optional<Due> next = standing.due().stream().findFirst();
        return new Place(
                reading.patient(),
                reading.position(),
                standing.station(),
                standing.since().flatMap(placed -> placed.span()).map(Span::used),
                standing.since().map(placed -> placed.when()).orElse(""),
                next.map(Due::on),
                next.map(Due::purpose).orElse(""),
                String.join("; ", course.limbs().stream()
                        .map(LimbCourse::limb).map(Object::toString).toList()),
                course.infusions().size(),
                course.diseaseStatus().status(),
                course.timeline().stream()
                        .flatMap(placed -> placed.span().stream())
                        .map(Span::used)
                        .filter(day -> day.isAfter(today))
                        .min(LocalDate::compareTo));
    }
}
