package limbline.protocol;

import java.math.BigDecimal;
import java.util.Optional;
import limbline.measure.Amount;
import limbline.measure.Check;
import limbline.measure.Term;
import limbline.measure.Unit;
import limbline.patient.BloodGas;

/// What a theatre measures, each with its one unit. The range is no clinical judgement: it catches
/// a slipped decimal point, a wrong unit and a probe that fell out.
public enum Measurand implements Term {
    ACTIVATED_CLOTTING_TIME(Unit.SECOND, "0", "2000"),
    LIMB_TEMPERATURE(Unit.CELSIUS, "15", "45"),
    PERFUSATE_TEMPERATURE(Unit.CELSIUS, "15", "45"),
    PERFUSATE_PH(Unit.PH, "6.5", "8"),
    FLOW(Unit.MILLILITRE_PER_MINUTE, "0", "2000"),
    FLOW_BY_LIMB_VOLUME(Unit.MILLILITRE_PER_MINUTE_PER_LITRE, "0", "200"),
    PRESSURE(Unit.MILLIMETRE_OF_MERCURY, "0", "600"),
    LEAK(Unit.PERCENT, "0", "100"),
    HAEMATOCRIT(Unit.PERCENT, "0", "70"),
    PRIMING_VOLUME(Unit.MILLILITRE, "0", "5000"),
    WASHOUT_VOLUME(Unit.LITRE, "0", "20"),
    CATHETER_GAUGE(Unit.FRENCH, "1", "40"),
    /// Since the last treatment of the same limb; the one thing that may never have been.
    TIME_SINCE_LAST_TREATMENT(Unit.WEEK, "0", "5000");

    private final Unit unit;
    private final BigDecimal least;
    private final BigDecimal most;

    Measurand(Unit unit, String least, String most) {
        this.unit = unit;
        this.least = new BigDecimal(least);
        this.most = new BigDecimal(most);
    }

    /// What a part of a blood gas of the limb's circuit measures, if a protocol can ask for it.
    public static Optional<Measurand> of(BloodGas.Part part) {
        return switch (part) {
            case PH -> Optional.of(PERFUSATE_PH);
            case HAEMATOCRIT -> Optional.of(HAEMATOCRIT);
            case PCO2, PO2, BASE_EXCESS, BICARBONATE, LACTATE, POTASSIUM, HAEMOGLOBIN ->
                Optional.empty();
        };
    }

    public Unit unit() {
        return unit;
    }

    /// Holds a limit against all that can be measured.
    ///
    /// @throws IllegalArgumentException if a gate of that limit would open to every value, and so ask
    ///     nothing, or to none
    public void mustBeDividedBy(String limit, Bound bound, Amount amount) {
        boolean atLeast = bound.holds(new Amount(least, unit), amount);
        boolean atMost = bound.holds(new Amount(most, unit), amount);
        Check.that(!atLeast || !atMost, "%s of %s asks nothing: every %s that can be measured is %s it",
                limit, amount.written(), term().replace('-', ' '), bound.words());
        Check.that(atLeast || atMost, "%s of %s permits nothing: no %s that can be measured is %s it",
                limit, amount.written(), term().replace('-', ' '), bound.words());
    }

    /// Whether a value stays as it was measured: how thick a catheter is, what was flushed. An old
    /// one is as good as a new one.
    boolean lasts() {
        return switch (this) {
            case PRIMING_VOLUME, WASHOUT_VOLUME, CATHETER_GAUGE, TIME_SINCE_LAST_TREATMENT -> true;
            case ACTIVATED_CLOTTING_TIME, LIMB_TEMPERATURE, PERFUSATE_TEMPERATURE, PERFUSATE_PH,
                    FLOW, FLOW_BY_LIMB_VOLUME, PRESSURE, LEAK, HAEMATOCRIT -> false;
        };
    }

    BigDecimal least() {
        return least;
    }

    BigDecimal most() {
        return most;
    }

    public boolean covers(BigDecimal value) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    /// A value for where no limit asks for any.
    BigDecimal middle() {
        return least.add(most).divide(BigDecimal.TWO);
    }

    /// `amount`, if a theatre can have measured it.
    public Amount checked(Amount amount) {
        Check.that(amount.unit() == unit, "%s is measured in %s; %s is not", term(), unit, amount);
        Check.that(covers(amount.value()), "%s of %s is outside %s to %s; check number and unit",
                term(), amount.written(), least.toPlainString(), new Amount(most, unit).written());
        return amount;
    }
}
