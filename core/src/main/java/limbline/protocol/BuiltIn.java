package limbline.protocol;

import java.util.List;
import limbline.measure.Term;

/// The invariants that no file can switch off, and what the proof asks of every file.
public enum BuiltIn implements Term {
    TOXIC_ONLY_ISOLATED("No cytotoxic drug or cytokine is given unless the limb is isolated."),
    TOXIC_ONLY_WITH_FRESH_ACT(
            "No cytotoxic drug or cytokine is given unless a fresh clotting time holds."),
    TOXIC_ONLY_AS_SIGNED("No cytotoxic drug or cytokine is given beyond its signed order."),
    WASHOUT_BEFORE_RELEASE("The limb is not released before the washout, except by abort."),
    NO_REVERSAL_WHILE_ISOLATED("The heparin is not reversed while the limb is isolated."),
    ONLY_THE_SIGNED_LIMB(
            "Nothing is put into or given to, and nothing isolated but, the limb of the order."),
    NO_TIMER_CLOSES_THE_WAY_OUT(
            "No timer stands before washout, release or removal for being late."),
    ABORT_NEVER_GATED("After an abort nothing stands before the way out."),
    ALWAYS_A_SAFE_END(
            "From every state a safe end can be reached, with any one measurement stuck."),
    ALWAYS_A_WAY_ON("No permitted run ends where only an abort is left."),
    EVERY_STEP_REACHED("Every step is reached on a permitted run."),
    EVERY_TIMER_RUNS("Every timer runs on a permitted run."),
    NOTHING_IDLE("Every limit counts somewhere, what is asked for is measured, and every drug is "
            + "given by a step."),
    EVERYTHING_EXPLORED("Every state was looked at.");

    private final String says;

    BuiltIn(String says) {
        this.says = says;
    }

    /// Its number among all invariants, the built-in ones first.
    int number() {
        return List.of(values()).indexOf(this);
    }

    public String says() {
        return says;
    }
}
