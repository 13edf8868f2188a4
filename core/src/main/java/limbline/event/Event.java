package limbline.event;

/// Something that happened to a patient, in the past tense. Events are the record: appended, never
/// changed. Adding one to a family breaks the build wherever it has to be thought about.
///
/// Each event is a record whose components are values with a text form (`parse` and `toString`), a
/// finding of one, or a list or set of them; [EventType] derives names, journal text and forms from
/// that, so an event is written down once.
public sealed interface Event
        permits ReferralEvent, BoardEvent, TherapyEvent, OrderEvent, TheatreEvent, ProcedureEvent,
                WardEvent, CareEvent, FollowupEvent, RecordEvent {}
