package limbline.theatre;

import static limbline.theatre.DoseLine.plain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import limbline.measure.Amount;
import limbline.measure.Centimetres;
import limbline.measure.Finding;
import limbline.measure.Kilograms;
import limbline.measure.Milligrams;
import limbline.patient.DrugDose;
import limbline.patient.Sex;
import limbline.patient.WeightCorrection;
import limbline.protocol.Dosing;
import limbline.protocol.DrugRule;
import limbline.protocol.Limit;
import limbline.protocol.Protocol;

/// The doses for one limb by one protocol, every line of the working with it.
///
/// It stores nothing that follows from something else. What cannot be is a refusal, what is unlikely
/// a question; with a refusal there is no dose to sign.
public final class DoseSheet {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /// Decimals of the correction's factor.
    private static final int FACTOR = 4;

    private final Protocol protocol;
    private final LimbMeasured measured;
    private final List<String> refusals = new ArrayList<>();
    private final List<String> questions = new ArrayList<>();
    private final List<String> volumeWorking = new ArrayList<>();
    private final List<String> weightWorking = new ArrayList<>();
    private final List<DoseLine> lines = new ArrayList<>();
    private final List<String> leftOff = new ArrayList<>();
    private Optional<LimbVolume> volume = Optional.empty();
    private Optional<Limit> error = Optional.empty();
    private Optional<BigDecimal> factor = Optional.empty();

    private DoseSheet(Protocol protocol, LimbMeasured measured) {
        this.protocol = protocol;
        this.measured = measured;
    }

    public static DoseSheet of(Protocol protocol, LimbMeasured measured) {
        DoseSheet sheet = new DoseSheet(protocol, measured);
        sheet.work();
        return sheet;
    }

    private void work() {
        if (measured.limb().side().isEmpty()) {
            refusals.add("Which %s is it, the left or the right?".formatted(
                    measured.limb().extremity().term()));
        }
        if (needs(DrugRule.Basis.LITRE_OF_LIMB)) {
            volume();
        }
        weight();
        protocol.drugs().stream().filter(DoseSheet::isSigned).forEach(this::line);
        Plausible.questions(measured, volume).forEach(questions::add);
    }

    private static boolean isSigned(DrugRule rule) {
        return rule.order() == DrugRule.OrderKind.SIGNED;
    }

    private boolean needs(DrugRule.Basis basis) {
        return protocol.drugs().stream().filter(DoseSheet::isSigned)
                .anyMatch(rule -> rule.by() == basis);
    }

    private void volume() {
        boolean byWater = measured.displaced().found().isPresent();
        if (byWater && !measured.girths().isEmpty()) {
            refusals.add("The limb was measured by tape and by water; write one of the two.");
            return;
        }
        if (!byWater && measured.girths().size() < 2) {
            refusals.add("The volume of the limb is missing: write the girths from the tourniquet"
                    + " down, or the water that it displaced.");
            return;
        }
        try {
            LimbVolume found = byWater
                    ? LimbVolume.of(measured.displaced().found().get())
                    : LimbVolume.of(measured.girths());
            volumeWorking.addAll(found.working());
            List<String> impossible = Plausible.refusals(measured, found);
            refusals.addAll(impossible);
            if (impossible.isEmpty()) {
                volume = Optional.of(found);
            }
        } catch (IllegalArgumentException e) {
            refusals.add(sentence(e));
        }
        error = byWater ? protocol.dosing().displacementError() : protocol.dosing().girthError();
        volumeWorking.add(volumeError());
    }

    private String volumeError() {
        Optional<BigDecimal> percent = percent();
        if (percent.isEmpty()) {
            return error.map(limit -> "measuring error: " + limit.setting())
                    .orElse("the protocol names no measuring error");
        }
        return "measuring error %s: the true volume may lie from %s to %s".formatted(
                error.orElseThrow().setting(), volume.map(v -> litres(v, percent.get().negate()))
                        .orElse("?"), volume.map(v -> litres(v, percent.get())).orElse("?"));
    }

    private Optional<BigDecimal> percent() {
        return error.flatMap(Limit::amount).map(Amount::value);
    }

    private static String litres(LimbVolume volume, BigDecimal percent) {
        return off(volume.litres(), percent).setScale(3, RoundingMode.HALF_UP) + " L";
    }

    private static BigDecimal off(BigDecimal value, BigDecimal percent) {
        return value.multiply(HUNDRED.add(percent)).divide(HUNDRED);
    }

    /// The correction concerns doses by limb volume: fat takes up less of the drug than the litres
    /// it adds ask for. It never raises a dose.
    private void weight() {
        boolean byWeight = needs(DrugRule.Basis.KILOGRAM_OF_BODY);
        if (byWeight && measured.weight().found().isEmpty()) {
            refusals.add("The weight of the patient is missing.");
        }
        if (!needs(DrugRule.Basis.LITRE_OF_LIMB)) {
            return;
        }
        Optional<Dosing.IdealWeight> formula = protocol.dosing().formula();
        Optional<WeightCorrection> chosen = measured.correction().found();
        if (formula.isEmpty()) {
            weightWorking.add("the protocol has no correction to an ideal weight");
            if (measured.correction().is(WeightCorrection.TO_IDEAL_WEIGHT)) {
                refusals.add("The protocol has no correction to an ideal weight; it cannot be"
                        + " chosen.");
            }
            return;
        }
        factor = factor(formula.get());
        if (chosen.isEmpty()) {
            refusals.add("Choose the uncorrected dose or the one corrected to the ideal weight:"
                    + " sources disagree.");
        }
        if (factor.isEmpty()) {
            String missing = "The dose corrected to the ideal weight cannot be said without height,"
                    + " weight and sex.";
            if (measured.correction().is(WeightCorrection.TO_IDEAL_WEIGHT)) {
                refusals.add(missing);
            } else {
                questions.add(missing);
            }
        }
    }

    private Optional<BigDecimal> factor(Dosing.IdealWeight formula) {
        Optional<Kilograms> weight = measured.weight().found();
        Optional<Centimetres> height = measured.height().found();
        Optional<Sex> sex = measured.sex().found();
        if (weight.isEmpty() || height.isEmpty() || sex.isEmpty()) {
            return Optional.empty();
        }
        Limit base = sex.get() == Sex.MALE ? formula.male() : formula.female();
        BigDecimal ideal = value(base).add(
                height.get().value().subtract(value(formula.height()))
                        .multiply(value(formula.perCentimetre())));
        weightWorking.add("ideal weight (%s, %s): %s + (%s − %s) × %s = %s kg".formatted(
                sex.get().term(), height.get(), base.setting(), height.get(),
                formula.height().setting(), formula.perCentimetre().setting(), plain(ideal)));
        if (ideal.signum() <= 0) {
            refusals.add("By the formula the ideal weight is %s kg; check the height.".formatted(
                    plain(ideal)));
            return Optional.empty();
        }
        if (ideal.compareTo(weight.get().value()) >= 0) {
            weightWorking.add("%s is not above the ideal weight: factor 1".formatted(weight.get()));
            return Optional.of(BigDecimal.ONE);
        }
        BigDecimal ratio = ideal.divide(weight.get().value(), FACTOR, RoundingMode.HALF_UP);
        weightWorking.add("factor: %s kg ÷ %s = %s".formatted(plain(ideal), weight.get(),
                plain(ratio)));
        return Optional.of(ratio);
    }

    private static BigDecimal value(Limit limit) {
        return limit.amount().orElseThrow().value();
    }

    private void line(DrugRule rule) {
        Limit limit = rule.dose().get(measured.limb().extremity());
        if (limit == null) {
            refusals.add("The protocol has no dose of %s for %s.".formatted(rule.drug().term(),
                    Plausible.a(measured.limb().extremity())));
            return;
        }
        if (limit.setting() instanceof Limit.Setting.NotUsed(String reason)) {
            leftOff.add("%s: not used here, %s".formatted(rule.drug().term(), reason));
            return;
        }
        if (limit.isEmpty()) {
            refusals.add("%s is not set by this centre.".formatted(limit.id()));
            return;
        }
        DoseLine.Working working = new DoseLine.Working(rule);
        try {
            switch (Rate.of(rule, limit)) {
                case Rate.PerLitreOfLimb rate -> volume.ifPresent(found ->
                        byVolume(rule, limit, rate, found, working));
                case Rate.PerKilogramOfBody rate -> measured.weight().found().ifPresent(found -> {
                    BigDecimal mass = rate.times(found);
                    working.say("%s × %s = %s mg".formatted(found, limit.setting(), plain(mass)));
                    add(rule, limit, working, working.drawn("", mass));
                });
                case Rate.Fixed rate -> {
                    working.say("fixed amount: " + limit.setting());
                    add(rule, limit, working, working.drawn("", rate.amount().value()));
                }
            }
        } catch (IllegalArgumentException e) {
            refusals.add(sentence(e));
        }
    }

    private void add(DrugRule rule, Limit limit, DoseLine.Working working, Milligrams dose) {
        lines.add(new DoseLine(rule.drug(), limit.setting().toString(), dose, Optional.empty(),
                dose, Optional.empty(), Optional.empty(), working.lines()));
    }

    private void byVolume(DrugRule rule, Limit limit, Rate.PerLitreOfLimb rate, LimbVolume found,
            DoseLine.Working working) {
        BigDecimal mass = rate.times(found);
        working.say("%s × %s = %s mg".formatted(found, limit.setting(), plain(mass)));
        Milligrams uncorrected = working.drawn(factor.isPresent() ? "uncorrected: " : "", mass);
        Optional<Milligrams> corrected = factor.map(by -> {
            BigDecimal less = mass.multiply(by);
            working.say("corrected: %s mg × %s = %s mg".formatted(plain(mass), plain(by),
                    plain(less)));
            return working.drawn("corrected: ", less);
        });
        boolean toIdeal = measured.correction().is(WeightCorrection.TO_IDEAL_WEIGHT);
        Milligrams chosen = toIdeal ? corrected.orElse(uncorrected) : uncorrected;
        Optional<Milligrams> least = percent().map(error -> meant(mass, error.negate(), toIdeal));
        Optional<Milligrams> most = percent().map(error -> meant(mass, error, toIdeal));
        if (least.isPresent() && most.isPresent()) {
            working.say("with the measuring error the dose by this rule may truly be from %s to %s"
                    .formatted(least.get(), most.get()));
        }
        lines.add(new DoseLine(rule.drug(), limit.setting().toString(), uncorrected, corrected,
                chosen, least, most, working.lines()));
    }

    /// The dose of a limb whose volume is off by so many percent: before cap and rounding.
    private Milligrams meant(BigDecimal mass, BigDecimal percent, boolean toIdeal) {
        BigDecimal one = off(mass, percent);
        BigDecimal meant = toIdeal ? one.multiply(factor.orElse(BigDecimal.ONE)) : one;
        return new Milligrams(meant.setScale(2, RoundingMode.HALF_UP));
    }

    private static String sentence(IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        return message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1)
                + (message.endsWith(".") ? "" : ".");
    }

    /// Why there is no order to write, in sentences.
    public List<String> refusals() {
        return List.copyOf(refusals);
    }

    /// What is unlikely, and has to be confirmed before it is ordered, in sentences.
    public List<String> questions() {
        return List.copyOf(questions);
    }

    public Optional<LimbVolume> limbVolume() {
        return volume;
    }

    public List<String> volumeWorking() {
        return List.copyOf(volumeWorking);
    }

    public List<String> weightWorking() {
        return List.copyOf(weightWorking);
    }

    /// The drugs of the protocol that the centre does not use in such a limb, each with its reason.
    public List<String> leftOff() {
        return List.copyOf(leftOff);
    }

    /// One line for each drug that takes a signed order, in the protocol's order.
    public List<DoseLine> lines() {
        return List.copyOf(lines);
    }

    /// What would be ordered; empty if there is a refusal.
    public List<DrugDose> doses() {
        return refusals.isEmpty()
                ? lines.stream().map(line ->
                        new DrugDose(line.drug(), Finding.known(line.chosen()))).toList()
                : List.of();
    }
}
