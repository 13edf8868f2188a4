package limbline.protocol;

/// What an interlock, a timer or the order of steps has to say about a step.
///
/// @param by the id of what speaks: an interlock, a timer, a step
/// @param sentence for a person, whole
public record Reason(Action action, String by, String sentence) {}
