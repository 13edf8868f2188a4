package limbline.app.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import limbline.app.protocol.ProtocolFile;
import limbline.app.protocol.RefusedProtocol;
import limbline.measure.Centimetres;
import limbline.measure.Finding;
import limbline.measure.Girth;
import limbline.measure.Kilograms;
import limbline.measure.Millilitres;
import limbline.patient.Drug;
import limbline.patient.Limb;
import limbline.patient.Sex;
import limbline.patient.WeightCorrection;
import limbline.protocol.Protocol;
import limbline.theatre.DoseLine;
import limbline.theatre.DoseSheet;
import limbline.theatre.LimbMeasured;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Dose sheets by the protocols that come with the program: every line of the working, and what is
/// refused or asked back.
class DoseSheetTest {

    private static final List<Girth> LEG = girths("52 48.5 45 43 42 40.5 38 36.5 37 38 37.5 35 31"
            + " 27 24 22.5 22", 4);

    @Test
    void everyLineOfTheWorkingIsPrinted() throws Exception {
        DoseSheet sheet = sheet("demo-ili", leg(LEG, "71 kg", "165 cm", Sex.FEMALE,
                WeightCorrection.TO_IDEAL_WEIGHT));

        assertThat(sheet.refusals()).isEmpty();
        assertThat(sheet.questions()).isEmpty();
        assertThat(sheet.volumeWorking()).hasSize(18).startsWith(
                "0 to 4 cm: 4 cm × (52² + 52 × 48.5 + 48.5²) cm² ÷ 12π = 804.1 mL").endsWith(
                "sum of 16 segments = 7067.0 mL",
                "measuring error 8 % [CHROMY]: the true volume may lie from 6.502 L to 7.632 L");
        assertThat(sheet.weightWorking()).containsExactly(
                "ideal weight (female, 165 cm): 47 kg [INVENTED] + (165 cm − 150 cm [INVENTED])"
                        + " × 0.9 kg/cm [INVENTED] = 60.5 kg",
                "factor: 60.5 kg ÷ 71 kg = 0.8521");
        assertThat(sheet.lines()).extracting(DoseLine::drug)
                .containsExactly(Drug.MELPHALAN, Drug.DACTINOMYCIN);
        assertThat(sheet.lines().getFirst().working()).containsExactly(
                "7.067 L × 6 mg/L [INVENTED] = 42.402 mg",
                "uncorrected: cap 90 mg [INVENTED]: not reached",
                "uncorrected: 42.402 mg in steps of 0.5 mg [INVENTED] = 42.5 mg",
                "corrected: 42.402 mg × 0.8521 = 36.1307442 mg",
                "corrected: cap 90 mg [INVENTED]: not reached",
                "corrected: 36.1307442 mg in steps of 0.5 mg [INVENTED] = 36 mg",
                "with the measuring error the dose by this rule may truly be from 33.24 mg to"
                        + " 39.02 mg");
        assertThat(sheet.lines().get(1).working()).containsExactly(
                "71 kg × 50 µg/kg [DACT-LABEL] = 3.55 mg",
                "no cap in the protocol",
                "3.55 mg in steps of 0.1 mg [INVENTED] = 3.5 mg");
        assertThat(sheet.doses()).hasToString("[melphalan: 36 mg, dactinomycin: 3.5 mg]");
    }

    @Test
    void bothDosesAreShownAndTheChosenOneIsOrdered() throws Exception {
        DoseLine line = sheet("demo-ili", leg(LEG, "71 kg", "165 cm", Sex.FEMALE,
                WeightCorrection.UNCORRECTED)).lines().getFirst();

        assertThat(line.uncorrected()).hasToString("42.5 mg");
        assertThat(line.corrected()).map(Object::toString).contains("36 mg");
        assertThat(line.chosen()).isEqualTo(line.uncorrected());
    }

    @Test
    void theCorrectionNeverRaisesADose() throws Exception {
        DoseSheet sheet = sheet("demo-ili", leg(LEG, "55 kg", "165 cm", Sex.MALE,
                WeightCorrection.TO_IDEAL_WEIGHT));

        assertThat(sheet.weightWorking()).last()
                .isEqualTo("55 kg is not above the ideal weight: factor 1");
        assertThat(sheet.lines().getFirst().corrected())
                .contains(sheet.lines().getFirst().uncorrected());
    }

    @Test
    void withoutAChoiceThereIsNoOrder() throws Exception {
        DoseSheet sheet = sheet("demo-ili", leg(LEG, "71 kg", "165 cm", Sex.FEMALE, null));

        assertThat(sheet.refusals()).containsExactly("Choose the uncorrected dose or the one"
                + " corrected to the ideal weight: sources disagree.");
        assertThat(sheet.lines()).as("both are shown all the same").hasSize(2);
        assertThat(sheet.doses()).isEmpty();
    }

    @Test
    void theCapHolds() throws Exception {
        DoseSheet sheet = sheet("demo-hilp", measured("left leg", List.of(), "16200 mL", "120 kg",
                null, null, null));

        assertThat(sheet.lines().get(1).working()).contains(
                "16.200 L × 10 mg/L [BER-SMPC] = 162 mg", "cap 150 mg [BER-SMPC]: reached");
        assertThat(sheet.doses()).hasToString("[tasonermin: 4 mg, melphalan: 150 mg]");
        assertThat(sheet.volumeWorking()).last().isEqualTo("measuring error 0.3 % [CHROMY]: the"
                + " true volume may lie from 16.151 L to 16.249 L");
    }

    @Test
    void anArmHasTheRuleOfAnArm() throws Exception {
        assertThat(sheet("demo-hilp", measured("right arm", List.of(), "2500 mL", "70 kg", null,
                null, null)).doses()).hasToString("[tasonermin: 3 mg, melphalan: 32.5 mg]");
        // Today such a file is refused; it may have been signed before.
        Protocol legsOnly = ProtocolFile.signed(ProtocolFile.text(file("demo-hilp"))
                .replace("      arm: {value: 13,", "      leg: {value: 10,")
                .replaceFirst("(?m)^      leg: \\{value: 10, unit: mg/L, source: BER-SMPC, level:"
                        + " verified}\\R(?=      leg)", ""));
        assertThat(DoseSheet.of(legsOnly, measured("right arm", List.of(), "2500 mL", "70 kg", null,
                null, null)).refusals())
                .containsExactly("The protocol has no dose of melphalan for an arm.");
    }

    @Test
    void whatTheCentreDidNotSetGivesNoDose() throws Exception {
        assertThat(sheet("ili-paper", leg(LEG, "71 kg", "165 cm", Sex.FEMALE, null)).refusals())
                .containsExactly("melphalan.leg is not set by this centre.",
                        "dactinomycin.leg is not set by this centre.");
    }

    @Test
    void whatIsMissingIsAskedForAtOnce() throws Exception {
        assertThat(sheet("demo-ili", measured("leg, side not stated", List.of(), null, null, null,
                null, WeightCorrection.TO_IDEAL_WEIGHT)).refusals()).containsExactly(
                "Which leg is it, the left or the right?",
                "The volume of the limb is missing: write the girths from the tourniquet down, or"
                        + " the water that it displaced.",
                "The weight of the patient is missing.",
                "The dose corrected to the ideal weight cannot be said without height, weight and"
                        + " sex.");
        assertThat(sheet("demo-ili", measured("left leg", LEG, "7000 mL", "71 kg", "165 cm",
                Sex.MALE, WeightCorrection.UNCORRECTED)).refusals()).containsExactly(
                "The limb was measured by tape and by water; write one of the two.");
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource(delimiter = '|', textBlock = """
            left leg | 199 mL | A limb of 0.199 L is outside 0.2 L to 30 L; measure again.
            left leg | 200 mL |
            """)
    void aLimbThatCannotBeIsRefused(String limb, String water, @Nullable String refusal)
            throws Exception {
        assertThat(sheet("demo-hilp", measured(limb, List.of(), water, "70 kg", null, null, null))
                .refusals()).isEqualTo(refusal == null ? List.of() : List.of(refusal));
    }

    @Test
    void aLimbOfEightyLitresIsRefused() throws Exception {
        assertThat(sheet("demo-ili", leg(girths("128 128 128 128 128 128 128", 10), "71 kg",
                "165 cm", Sex.MALE, WeightCorrection.UNCORRECTED)).refusals())
                .containsExactly("A limb of 78.228 L is outside 0.2 L to 30 L; measure again.");
    }

    @Test
    void inchesTypedAsCentimetresAreAskedBack() throws Exception {
        List<Girth> inches = girths("20.5 19.1 17.7 16.9 16.5 15.9 15 14.4 14.6 15 14.8 13.8 12.2"
                + " 10.6 9.4 8.9 8.7", 4);

        assertThat(sheet("demo-ili", leg(inches, "71 kg", "165 cm", Sex.FEMALE,
                WeightCorrection.UNCORRECTED)).questions()).containsExactly(
                "1.096 L is little for a leg: is it the right limb, and is all of it below the"
                        + " tourniquet measured, in centimetres?",
                "The widest girth is 20.5 cm at 0 cm, little for a leg: were these inches?",
                "1.096 L is 1.5 L for each 100 kg of a body of 71 kg; a leg mostly has from 4 to"
                        + " 26. Check volume and weight.");
    }

    @Test
    void aDrugThatIsNotUsedHereIsSaidToBeLeftOff() throws Exception {
        String used = "leg: {value: 50, unit: ug/kg, source: DACT-LABEL, level: verified}";
        String text = ProtocolFile.text(file("demo-ili"));
        assertThat(text).contains(used);
        LimbMeasured leg = leg(LEG, "71 kg", "165 cm", Sex.FEMALE, WeightCorrection.UNCORRECTED);
        DoseSheet without = DoseSheet.of(ProtocolFile.parse(text.replace(used,
                "leg: {unit: ug/kg, not-used: melphalan alone for a leg}")), leg);

        assertThat(without.leftOff()).containsExactly(
                "dactinomycin: not used here, melphalan alone for a leg");
        assertThat(without.lines()).extracting(DoseLine::drug).containsExactly(Drug.MELPHALAN);
        assertThat(sheet("demo-ili", leg).leftOff()).isEmpty();
    }

    @Test
    void theMeasuresOfALegForAnArmAreAskedBack() throws Exception {
        assertThat(sheet("demo-ili", measured("left arm", LEG, null, "71 kg", "165 cm", Sex.FEMALE,
                WeightCorrection.UNCORRECTED)).questions()).containsExactly(
                "7.067 L is much for an arm: is it the right limb, and the tape in centimetres?",
                "7.067 L is 10.0 L for each 100 kg of a body of 71 kg; an arm mostly has from 0.8"
                        + " to 9. Check volume and weight.");
    }

    @Test
    void unlikelyBodiesAndGapsOfTheTapeAreAskedBack() throws Exception {
        assertThat(sheet("demo-ili", leg(girths("50 48 46 at 30 44 at 34", 4), "156 kg", "65 cm",
                Sex.FEMALE, WeightCorrection.UNCORRECTED)).questions()).contains(
                "From 4 cm to 30 cm nothing was measured: is a girth missing?",
                "156 kg at 65 cm is a body mass index of 369.2: check both, and their units.");
        assertThat(sheet("demo-ili", leg(List.of(Girth.parse("50 cm at 6 cm"),
                Girth.parse("48 cm at 20 cm"), Girth.parse("40 cm at 34 cm")), "71 kg", "165 cm",
                Sex.FEMALE, WeightCorrection.UNCORRECTED)).questions()).contains(
                "The first girth is 6 cm below the tourniquet: what lies above it is not counted."
                        + " Is that meant?");
        assertThat(sheet("demo-ili", leg(LEG, "71 kg", null, Sex.FEMALE,
                WeightCorrection.UNCORRECTED)).questions()).containsExactly("The dose corrected to"
                + " the ideal weight cannot be said without height, weight and sex.");
    }

    /// A volume that is off by a percentage makes a dose that is off by the same, and the working
    /// says between which two it lies.
    @Test
    void theMeasuringErrorIsCarriedIntoTheDose() throws Exception {
        long seed = 20261125;
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            int millilitres = random.nextInt(2_600, 15_000);
            DoseLine line = sheet("demo-hilp", measured("left leg", List.of(), millilitres + " mL",
                    "75 kg", null, null, null)).lines().get(1);
            BigDecimal exact = new BigDecimal(millilitres).movePointLeft(2); // 10 mg/L

            assertThat(line.least().orElseThrow().value()).as("%s mL, seed %s", millilitres, seed)
                    .isCloseTo(exact.multiply(new BigDecimal("0.997")),
                            within(new BigDecimal("0.005"))); // printed to 0.01 mg
            assertThat(line.most().orElseThrow().value()).as("%s mL, seed %s", millilitres, seed)
                    .isCloseTo(exact.multiply(new BigDecimal("1.003")),
                            within(new BigDecimal("0.005"))); // printed to 0.01 mg
            assertThat(line.chosen().value()).isLessThanOrEqualTo(new BigDecimal("150"));
        }
    }

    private static DoseSheet sheet(String protocol, LimbMeasured measured) throws RefusedProtocol {
        return DoseSheet.of(ProtocolFile.read(file(protocol)), measured);
    }

    private static Path file(String protocol) {
        return Path.of("..", "protocols", protocol + ".yaml");
    }

    private static LimbMeasured leg(List<Girth> girths, String weight, @Nullable String height,
            Sex sex, @Nullable WeightCorrection correction) {
        return measured("left leg", girths, null, weight, height, sex, correction);
    }

    private static LimbMeasured measured(String limb, List<Girth> girths, @Nullable String water,
            @Nullable String weight, @Nullable String height, @Nullable Sex sex,
            @Nullable WeightCorrection correction) {
        return new LimbMeasured(Limb.parse(limb), girths,
                water == null ? Finding.notStated() : Finding.known(Millilitres.parse(water)),
                weight == null ? Finding.notStated() : Finding.known(Kilograms.parse(weight)),
                height == null ? Finding.notStated() : Finding.known(Centimetres.parse(height)),
                sex == null ? Finding.notStated() : Finding.known(sex),
                correction == null ? Finding.notStated() : Finding.known(correction));
    }

    private static List<Girth> girths(String typed, int every) {
        return GirthList.parse(typed, every + " cm");
    }
}
