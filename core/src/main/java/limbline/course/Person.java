package limbline.course;

import java.time.LocalDate;
import java.util.Optional;
import limbline.measure.Finding;
import limbline.patient.Sex;

/// Who the patient is, as far as the events say.
///
/// @param birth the days of birth that agree with every age on record; empty if no age is stated
public record Person(Finding<Sex> sex, Optional<Birth> birth) {

    /// From the first to the last day of birth possible.
    public record Birth(LocalDate earliest, LocalDate latest) {}
}
