package limbline.theatre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import limbline.measure.Amount;
import limbline.measure.Centimetres;
import limbline.measure.Girth;
import limbline.measure.Kilograms;
import limbline.measure.Millilitres;
import limbline.measure.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The volume of a limb and the rates that multiply it: against closed forms, against its own
/// symmetries over random limbs, and against mistakes.
class LimbVolumeTest {

    private static final long SEED = 20261125;
    private static final int LIMBS = 2_000;

    @Test
    void theWorkingIsWhatAPersonDoesByHand() {
        LimbVolume volume = LimbVolume.of(limb("52 cm at 0 cm", "48.5 cm at 4 cm", "44 cm at 8 cm"));

        // 4 / 37.699 · (2704 + 2522 + 2352.25) = 804.08; 4 / 37.699 · (2352.25 + 2134 + 1936) = 681.42
        assertThat(volume.working()).containsExactly(
                "0 to 4 cm: 4 cm × (52² + 52 × 48.5 + 48.5²) cm² ÷ 12π = 804.1 mL",
                "4 to 8 cm: 4 cm × (48.5² + 48.5 × 44 + 44²) cm² ÷ 12π = 681.4 mL",
                "sum of 2 segments = 1485.5 mL");
        assertThat(volume).hasToString("1.486 L");
    }

    /// A cylinder of radius r and height h holds π r² h; a cone's stump of radii R and r,
    /// π h / 3 (R² + R r + r²).
    @ParameterizedTest
    @CsvSource({"5, 5, 30", "7, 4, 45", "9.5, 3.25, 70", "3, 3, 1"})
    void cylinderAndConeHaveTheirClosedForm(double upper, double lower, double height) {
        LimbVolume volume = LimbVolume.of(List.of(
                girth(2 * Math.PI * upper, 0), girth(2 * Math.PI * lower, height)));

        double closed = Math.PI * height / 3 * (upper * upper + upper * lower + lower * lower);
        // Girths are given to 1e-6 cm, and the volume is rounded to 0.1 mL.
        assertThat(volume.millilitres().doubleValue()).isCloseTo(closed, within(0.06));
    }

    @Test
    void aConeCutInTwoHoldsWhatItHeld() {
        LimbVolume whole = LimbVolume.of(limb("60 cm at 0 cm", "30 cm at 60 cm"));
        LimbVolume halves =
                LimbVolume.of(limb("60 cm at 0 cm", "45 cm at 30 cm", "30 cm at 60 cm"));

        assertThat(halves.millilitres()).isCloseTo(whole.millilitres(),
                within(new BigDecimal("0.1"))); // each segment is rounded to 0.1 mL
    }

    @Test
    void aLargerGirthAnywhereNeverMakesASmallerVolume() {
        Random random = new Random(SEED);
        for (int i = 0; i < LIMBS; i++) {
            List<Girth> limb = random(random);
            int place = random.nextInt(limb.size());
            List<Girth> larger = new ArrayList<>(limb);
            Girth one = limb.get(place);
            larger.set(place, new Girth(new Centimetres(one.around().value()
                    .add(BigDecimal.valueOf(random.nextInt(1, 40), 1))), one.at()));

            assertThat(LimbVolume.of(larger).millilitres())
                    .as("%s with %s, seed %s", limb, larger.get(place), SEED)
                    .isGreaterThanOrEqualTo(LimbVolume.of(limb).millilitres());
        }
    }

    @Test
    void theOrderInWhichTheGirthsWereTypedDoesNotMatter() {
        Random random = new Random(SEED);
        for (int i = 0; i < LIMBS; i++) {
            List<Girth> limb = random(random);
            List<Girth> shuffled = new ArrayList<>(limb);
            Collections.shuffle(shuffled, random);

            assertThat(LimbVolume.of(shuffled)).as("%s, seed %s", shuffled, SEED)
                    .isEqualTo(LimbVolume.of(limb));
        }
    }

    @Test
    void inchesTypedAsCentimetresMakeALimbOfASixth() {
        Random random = new Random(SEED);
        for (int i = 0; i < LIMBS; i++) {
            List<Girth> limb = random(random);
            List<Girth> inches = limb.stream().map(one -> girth(
                    one.around().value().doubleValue() / 2.54, one.at().value().doubleValue()))
                    .toList();

            double share = LimbVolume.of(inches).millilitres().doubleValue()
                    / LimbVolume.of(limb).millilitres().doubleValue();
            assertThat(share).as("%s, seed %s", limb, SEED)
                    .isCloseTo(1 / (2.54 * 2.54), within(0.01)); // small limbs: 0.1 mL a segment
        }
    }

    @Test
    void waterIsTakenAsItIs() {
        LimbVolume volume = LimbVolume.of(Millilitres.parse("8612 mL"));

        assertThat(volume).hasToString("8.612 L");
        assertThat(volume.working()).containsExactly("displaced water = 8612 mL");
    }

    @Test
    void twoGirthsAtOnePlaceAndOneGirthAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LimbVolume.of(limb("52 cm at 4 cm", "50 cm at 4 cm")))
                .withMessage("two girths at 4 cm: 52 cm and 50 cm");
        assertThatIllegalArgumentException().isThrownBy(() -> LimbVolume.of(limb("52 cm at 0 cm")))
                .withMessage("a volume takes the girths at two places or more; here are 1");
        assertThatIllegalArgumentException().isThrownBy(() -> Girth.parse("52 in at 0 cm"))
                .withMessage("\"52 in\" is not in cm; write for example 51.5 cm");
        assertThatIllegalArgumentException().isThrownBy(() -> Girth.parse("0 cm at 0 cm"))
                .withMessage("a girth of 0 cm at 0 cm is none");
        assertThatIllegalArgumentException().isThrownBy(() -> Girth.parse("52 cm"))
                .withMessage("\"52 cm\" is not a girth and its place; write for example 51.5 cm at"
                        + " 4 cm");
    }

    @Test
    void aRateTakesWhatItIsReckonedByAndGivesMilligrams() {
        LimbVolume limb = LimbVolume.of(Millilitres.parse("2500 mL"));
        Kilograms body = Kilograms.parse("70 kg");

        assertThat(new Rate.PerLitreOfLimb(Amount.of("8", Unit.MILLIGRAM_PER_LITRE)).times(limb))
                .isEqualByComparingTo("20");
        assertThat(new Rate.PerLitreOfLimb(Amount.of("75", Unit.MICROGRAM_PER_LITRE)).times(limb))
                .isEqualByComparingTo("0.1875");
        assertThat(new Rate.PerKilogramOfBody(
                Amount.of("50", Unit.MICROGRAM_PER_KILOGRAM)).times(body))
                .isEqualByComparingTo("3.5");
        assertThat(new Rate.PerKilogramOfBody(
                Amount.of("1.4", Unit.MILLIGRAM_PER_KILOGRAM)).times(body))
                .isEqualByComparingTo("98");
    }

    @Test
    void aRateByKilogramIsNoRateByLitre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rate.PerLitreOfLimb(
                        Amount.of("50", Unit.MICROGRAM_PER_KILOGRAM)))
                .withMessage("50 ug/kg is no dose by litre of limb");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rate.PerKilogramOfBody(
                        Amount.of("8", Unit.MILLIGRAM_PER_LITRE)))
                .withMessage("8 mg/L is no mass of drug by kilogram of body");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rate.Fixed(Amount.of("8", Unit.MILLIGRAM_PER_LITRE)))
                .withMessage("8 mg/L is no mass in mg");
    }

    private static List<Girth> limb(String... girths) {
        return List.of(girths).stream().map(Girth::parse).toList();
    }

    /// From 2 to 20 places, to a millimetre.
    private static List<Girth> random(Random random) {
        List<Girth> limb = new ArrayList<>();
        int at = random.nextInt(0, 60);
        for (int i = random.nextInt(2, 21); i > 0; i--) {
            limb.add(new Girth(new Centimetres(BigDecimal.valueOf(random.nextInt(150, 900), 1)),
                    new Centimetres(BigDecimal.valueOf(at, 1))));
            at += random.nextInt(10, 100);
        }
        return limb;
    }

    private static Girth girth(double around, double at) {
        return new Girth(centimetres(around), centimetres(at));
    }

    private static Centimetres centimetres(double value) {
        return new Centimetres(BigDecimal.valueOf(value)
                .setScale(6, RoundingMode.HALF_UP));
    }
}
