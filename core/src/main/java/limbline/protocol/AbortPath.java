package limbline.protocol;

import java.util.List;

/// What is done after an abort was called, in one phase.
public record AbortPath(Phase phase, List<AbortStep> steps) {

    /// @param interlocks may tell; one that holds or asks breaks the proof
    public record AbortStep(String step, List<Interlock> interlocks) {
        public AbortStep {
            interlocks = List.copyOf(interlocks);
        }
    }

    public AbortPath {
        steps = List.copyOf(steps);
    }
}
