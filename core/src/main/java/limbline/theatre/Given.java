package limbline.theatre;

import java.time.Instant;
import java.util.Optional;
import limbline.event.ProcedureEvent.DrugGiven;
import limbline.measure.Amount;
import limbline.measure.EventId;

/// A drug that was given, beside what the order says of it.
///
/// @param ordered the signed dose; none if the order does not name the drug
public record Given(EventId entry, Instant at, DrugGiven event, Optional<Amount> ordered) {}
