package limbline.protocol;

import java.util.Optional;

/// One thing that this protocol measures.
///
/// @param says its name in a sentence: "The activated clotting time"
/// @param freshFor how long a value may be used; without it nobody can tell an old value
/// @param atAnyTime on a monitor or a label from the start; else there once a step took it
public record Measurement(
        String id,
        String says,
        Measurand measures,
        Optional<Limit> freshFor,
        boolean atAnyTime) {}
