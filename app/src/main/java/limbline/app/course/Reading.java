package limbline.app.course;

import limbline.app.journal.PatientKey;
import limbline.course.Course;

/// The course of a patient as it was read.
///
/// @param position how many events the journal held then; a decision made on this course is
///     appended behind it
public record Reading(PatientKey patient, int position, Course course) {}
