package limbline.protocol;

import limbline.measure.Check;

/// Which measurement shows that the heparin holds, from which value on. The proof stands on it, so
/// it is said once and apart from the gates, which could be turned round.
public record Anticoagulation(Measurement measurement, Limit atLeast) {
    public Anticoagulation {
        Check.that(measurement.measures() == Measurand.ACTIVATED_CLOTTING_TIME,
                "anticoagulation is shown by an activated clotting time, and %s measures %s",
                measurement.id(), measurement.measures().term());
    }
}
