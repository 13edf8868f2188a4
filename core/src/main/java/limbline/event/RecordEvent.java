package limbline.event;

/// About the record and not about the patient.
public sealed interface RecordEvent extends Event {

    /// The event this entry replaces never happened: wrong patient, entered twice.
    record Withdrawn() implements RecordEvent {}
}
