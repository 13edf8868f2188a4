package limbline.event;

import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import limbline.measure.Amount;
import limbline.measure.Centimetres;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.Finding.Why;
import limbline.measure.Girth;
import limbline.measure.Gray;
import limbline.measure.Hours;
import limbline.measure.Kilograms;
import limbline.measure.LabValue;
import limbline.measure.Milligrams;
import limbline.measure.Millilitres;
import limbline.measure.Millimetres;
import limbline.measure.MillimetresOfMercury;
import limbline.measure.PartialDate;
import limbline.measure.Unit;
import limbline.measure.Years;
import limbline.patient.BloodGas;
import limbline.patient.Drug;
import limbline.patient.DrugDose;
import limbline.patient.Extremity;
import limbline.patient.Histology;
import limbline.patient.ImageHash;
import limbline.patient.Karnofsky;
import limbline.patient.LesionId;
import limbline.patient.LesionSize;
import limbline.patient.LesionSize.Sight;
import limbline.patient.Limb;
import limbline.patient.NodeCount;
import limbline.patient.OperationId;
import limbline.patient.Option;
import limbline.patient.PatientId;
import limbline.patient.PlanStep;
import limbline.patient.Side;
import limbline.patient.Treatment;

/// Any event there can be, from a seed. A field of a new kind must be added here.
public final class RandomEvents {

    /// Letters, signs that mean something to some format, and letters of other alphabets.
    private static final String ALPHABET =
            "abcdefXYZ 0123456789:;,.-/\\\"'{}[]<>&%=#|\n\täßÉłжこ🦵";

    private final RandomGenerator random;
    private final Map<Class<?>, Supplier<Object>> leaves;

    public RandomEvents(RandomGenerator random) {
        this.random = random;
        this.leaves = leaves();
    }

    private Map<Class<?>, Supplier<Object>> leaves() {
        return Map.ofEntries(
                Map.entry(String.class, this::words),
                Map.entry(Integer.class, () -> between(1, 60)),
                Map.entry(LocalDate.class, () -> LocalDate.ofEpochDay(between(0, 40_000))),
                Map.entry(Gray.class, () -> new Gray(decimal(1, 200))),
                Map.entry(Hours.class, () -> new Hours(decimal(1, 168))),
                Map.entry(Centimetres.class, () -> new Centimetres(decimal(0, 300))),
                Map.entry(Girth.class, () -> new Girth(
                        new Centimetres(decimal(1, 120)), new Centimetres(decimal(0, 300)))),
                Map.entry(Kilograms.class, () -> new Kilograms(decimal(1, 400))),
                Map.entry(Milligrams.class, () -> new Milligrams(decimal(0, 10_000))),
                Map.entry(Millilitres.class, () -> new Millilitres(decimal(0, 30_000))),
                Map.entry(Millimetres.class, () -> new Millimetres(decimal(0, 1_000))),
                Map.entry(MillimetresOfMercury.class,
                        () -> new MillimetresOfMercury(decimal(0, 400))),
                Map.entry(Years.class, () -> new Years(decimal(0, 130))),
                Map.entry(LabValue.class, () -> new LabValue(
                        one(LabValue.Bound.values()), decimal(0, 100_000),
                        one(LabValue.UNITS.toArray(String[]::new)))),
                Map.entry(Amount.class, () -> new Amount(decimal(0, 2_000), one(Unit.values()))),
                Map.entry(BloodGas.class, this::bloodGas),
                Map.entry(EventId.class, () -> new EventId(
                        new UUID(random.nextLong(), random.nextLong()))),
                Map.entry(PatientId.class, () -> new PatientId("P-" + between(1, 99))),
                Map.entry(ProtocolVersion.class, () -> new ProtocolVersion(
                        "%064x".formatted(random.nextLong() >>> 1))),
                Map.entry(Limb.class, this::limb),
                Map.entry(Histology.class, () -> new Histology(words(), random.nextBoolean()
                        ? Optional.of(between(8000, 9999) + "/" + between(0, 9))
                        : Optional.empty())),
                Map.entry(NodeCount.class, () -> new NodeCount(between(0, 20), between(20, 99))),
                Map.entry(LesionSize.class, this::lesionSize),
                Map.entry(DrugDose.class, () -> new DrugDose(
                        one(Drug.values()), finding(() -> new Milligrams(decimal(0, 10_000))))),
                Map.entry(Option.class, () -> new Option(
                        one(Treatment.values()), random.nextBoolean() ? words() : "")),
                Map.entry(Karnofsky.class, () -> new Karnofsky(10 * between(0, 10))),
                Map.entry(PlanStep.class, this::planStep),
                Map.entry(LesionId.class, () -> new LesionId("lesion-" + between(1, 99))),
                Map.entry(OperationId.class, () -> new OperationId("op-" + between(1, 99))),
                Map.entry(ImageHash.class,
                        () -> new ImageHash("%064x".formatted(random.nextLong() >>> 1))));
    }

    /// An event of this type. What its record refuses (two doses of one drug, a level of the other
    /// limb) is drawn again.
    public Event of(EventType type) {
        for (int attempt = 0; attempt < 1000; attempt++) {
            try {
                return type.type().cast(type.type().getDeclaredConstructors()[0].newInstance(
                        type.fields().stream().map(this::value).toArray()));
            } catch (InvocationTargetException e) {
                if (!(e.getCause() instanceof IllegalArgumentException)) {
                    throw new IllegalStateException(e);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException("no " + type.name() + " in 1000 attempts");
    }

    private Object value(EventField field) {
        Supplier<Object> leaf = () -> leaf(field.leaf());
        return switch (field.shape()) {
            case VALUE -> leaf.get();
            case FINDING -> finding(leaf);
            case LIST -> several(leaf);
            case SET -> new LinkedHashSet<>(several(leaf));
        };
    }

    private Object leaf(Class<?> type) {
        if (type.isEnum()) {
            return one(type.getEnumConstants());
        }
        Supplier<Object> leaf = leaves.get(type);
        if (leaf == null) {
            throw new IllegalStateException("no random " + type);
        }
        return leaf.get();
    }

    private <T> Finding<T> finding(Supplier<? extends T> leaf) {
        return switch (random.nextInt(4)) {
            case 0 -> Finding.missing(one(Why.values()));
            case 1 -> Finding.printed(words());
            default -> Finding.known(leaf.get());
        };
    }

    private List<Object> several(Supplier<Object> leaf) {
        List<Object> values = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(leaf.get());
        }
        return values;
    }

    private PlanStep planStep() {
        return new PlanStep(random.nextBoolean() ? Finding.notStated()
                : Finding.known(PartialDate.of(LocalDate.ofEpochDay(between(0, 40_000)))),
                new Option(one(Treatment.values()), random.nextBoolean() ? words() : ""));
    }

    private LesionSize lesionSize() {
        return new LesionSize(new LesionId("lesion-" + between(1, 99)), switch (random.nextInt(3)) {
            case 0 -> new Sight.Judged(one(LesionSize.Appearance.values()));
            case 1 -> new Sight.GrownInto(new LesionId("lesion-" + between(100, 120)));
            default -> new Sight.Measured(new Millimetres(decimal(200, 1_000)),
                    random.nextBoolean()
                            ? Optional.of(new Millimetres(decimal(0, 200))) : Optional.empty(),
                    random.nextBoolean()
                            ? Optional.of(new LesionId("whole")) : Optional.empty());
        });
    }

    private BloodGas bloodGas() {
        BloodGas.Part part = one(BloodGas.Part.values());
        Unit unit = one(part.units().toArray(Unit[]::new));
        return new BloodGas(part, new Amount(part == BloodGas.Part.PH
                ? decimal(6, 8) : decimal(5, 19), unit));
    }

    private Limb limb() {
        return new Limb(one(Extremity.values()),
                random.nextBoolean() ? Optional.of(one(Side.values())) : Optional.empty());
    }

    private String words() {
        StringBuilder words = new StringBuilder("x");
        int[] letters = ALPHABET.codePoints().toArray();
        for (int i = random.nextInt(20); i > 0; i--) {
            words.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return words.append('x').toString();
    }

    private BigDecimal decimal(int least, int most) {
        int scale = random.nextInt(3);
        BigDecimal value = new BigDecimal(between(least, most - 1))
                .add(BigDecimal.valueOf(random.nextInt(100), 2));
        return value.setScale(scale, RoundingMode.DOWN);
    }

    private int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
