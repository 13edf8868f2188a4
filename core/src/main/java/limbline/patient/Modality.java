package limbline.patient;

import limbline.measure.Term;

/// How a limb is treated in isolation.
public enum Modality implements Term {
    /// Isolated limb infusion: percutaneous catheters, no oxygenator.
    ILI,
    /// Hyperthermic isolated limb perfusion: open cannulation, extracorporeal circuit.
    HILP;

    @Override
    public String term() {
        return name();
    }
}
