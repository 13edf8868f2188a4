package limbline.board;

import static limbline.measure.Finding.known;
import static limbline.measure.Finding.notStated;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import limbline.board.Answer.Reason;
import limbline.board.Answer.Verdict;
import limbline.board.Question.Bound;
import limbline.board.Question.Need;
import limbline.board.Question.Therapy;
import limbline.event.BoardEvent.CriterionStated;
import limbline.event.Event;
import limbline.event.RecordEvent.Withdrawn;
import limbline.event.ReferralEvent.Diagnosed;
import limbline.event.ReferralEvent.Presented;
import limbline.event.TheatreEvent.Infused;
import limbline.event.TherapyEvent.SystemicTherapyGiven;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.measure.Finding;
import limbline.measure.LabValue;
import limbline.measure.Millimetres;
import limbline.measure.Unit;
import limbline.measure.Years;
import limbline.patient.Analyte;
import limbline.patient.Condition;
import limbline.patient.Drug;
import limbline.patient.HeartClass;
import limbline.patient.Histology;
import limbline.patient.Karnofsky;
import limbline.patient.LesionId;
import limbline.patient.Limb;
import limbline.patient.Met;
import limbline.patient.Modality;
import limbline.patient.PulseSite;
import limbline.patient.Resectability;
import limbline.patient.Sex;
import limbline.patient.Site;
import limbline.protocol.Limit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each kind of criterion below, at and above its limit, with its fact missing and too old.
class EligibilityTest {

    private static final Question ABSENT =
            new Question.HasCondition(Condition.PERIPHERAL_VASCULAR_DISEASE, Need.ABSENT);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            60  | NOT_MET | Karnofsky 60 (2026-03-01); asked is at least 70.
            70  | MET     | Karnofsky 70 (2026-03-01); asked is at least 70.
            100 | MET     | Karnofsky 100 (2026-03-01); asked is at least 70.
            """)
    void performanceIsHeldAgainstItsLimit(String found, Verdict verdict, String words) {
        Answer answer = new Page().with("2026-03-01", Page.karnofsky(found))
                .asked(new Question.Performance(new Karnofsky(70)));

        assertThat(answer.verdict()).isEqualTo(verdict);
        assertThat(answer.words()).isEqualTo(words);
        assertThat(answer.age()).hasValueSatisfying(age -> assertThat(age).hasToString("30 days"));
    }

    @ParameterizedTest
    @CsvSource({"I, MET", "II, NOT_MET", "III, NOT_MET"})
    void heartFailureIsHeldAgainstItsClass(HeartClass found, Verdict verdict) {
        assertThat(new Page().with("2026-03-01", Page.heart(found))
                .asked(new Question.Heart(HeartClass.I)).verdict()).isEqualTo(verdict);
    }

    @Test
    void whatIsNotOnRecordIsUnknownAndSaysWhatIsMissing() {
        assertThat(words(new Question.Performance(new Karnofsky(70)), new Question.Heart(HeartClass.I),
                ABSENT, creatinine("2.0 mg/dL", Bound.BELOW),
                new Question.Pulses(Set.of(PulseSite.RADIAL), false),
                new Question.Distal(BigDecimal.valueOf(95)),
                new Question.Measurable(Optional.empty()),
                new Question.Resectable(Resectability.UNRESECTABLE),
                new Question.Age(Bound.AT_LEAST, Years.parse("12 a")), new Question.Sarcoma(),
                anthracycline(Optional.empty()), since("28"), new Question.Stated()))
                .containsExactly("No Karnofsky status is on record.", "No NYHA class is on record.",
                        "Nobody has said whether there is peripheral vascular disease.",
                        "No value of creatinine is on record.", "No limb is in question.",
                        "No lesion of a limb in question is on record.",
                        "No lesion of the limb has a size on record.",
                        "Of no lesion of the limb it is on record whether it can be resected.",
                        "No age is on record.", "No histology is on record.",
                        "No doxorubicin is on record, and nobody has said whether there was any.",
                        "No ILI, HILP is on record, and nobody has said that there was none.",
                        "Nobody has said so.");
    }

    private static List<String> words(Question... questions) {
        return Arrays.stream(questions).map(question -> {
            Answer answer = new Page().asked(question);
            assertThat(answer.verdict()).as(answer.words()).isEqualTo(Verdict.UNKNOWN);
            assertThat(answer.reason()).as(answer.words()).isEqualTo(Reason.MISSING);
            assertThat(answer.fact()).isEmpty();
            return answer.words();
        }).toList();
    }

    /// The limit keeps the unit of its source; the value may come in another one.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.9 mg/dL    | MET
            2.0 mg/dL    | NOT_MET
            2.1 mg/dL    | NOT_MET
            176.7 umol/L | MET
            176.8 umol/L | NOT_MET
            176.9 umol/L | NOT_MET
            <2.0 mg/dL   | MET
            <=2.0 mg/dL  | UNKNOWN
            <1.0 mg/dL   | MET
            >1.9 mg/dL   | UNKNOWN
            >2.0 mg/dL   | NOT_MET
            >=2.0 mg/dL  | NOT_MET
            """)
    void creatinineIsBelowTwo(String value, Verdict verdict) {
        assertThat(new Page().with("2026-03-01", Page.laboratory(Analyte.CREATININE, value))
                .asked(creatinine("2.0 mg/dL", Bound.BELOW)).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            149.9 umol/L | MET
            150 umol/L   | MET
            150.1 umol/L | NOT_MET
            """)
    void creatinineIsAtMostOneHundredAndFifty(String value, Verdict verdict) {
        assertThat(new Page().with("2026-03-01", Page.laboratory(Analyte.CREATININE, value))
                .asked(creatinine("150 umol/L", Bound.AT_MOST)).verdict()).isEqualTo(verdict);
    }

    @Test
    void aUnitThatCannotBeComparedDecidesNothing() {
        Answer answer = new Page().with("2026-03-01", Page.laboratory(Analyte.CREATININE, "2 mmol/L"))
                .asked(creatinine("2.0 mg/dL", Bound.BELOW));

        assertThat(answer.reason()).isEqualTo(Reason.UNDECIDED);
        assertThat(answer.words()).isEqualTo("Creatinine 2 mmol/L (2026-03-01); asked is below"
                + " 2.0 mg/dL. The units cannot be held against each other.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            69 U/L   | 35 U/L | MET     | KNOWN
            70 U/L   | 35 U/L | MET     | KNOWN
            70.1 U/L | 35 U/L | NOT_MET | KNOWN
            70 U/L   |        | UNKNOWN | NOT_SET
            """)
    void timesNormalNeedsTheLaboratorysOwnLimit(
            String value, String normal, Verdict verdict, Reason reason) {
        Answer answer = new Page().with("2026-03-01",
                        Page.laboratory(Analyte.ASPARTATE_AMINOTRANSFERASE, value))
                .asked(new Question.TimesNormal(Analyte.ASPARTATE_AMINOTRANSFERASE,
                        new BigDecimal("2"), Optional.ofNullable(normal).map(LabValue::parse)));

        assertThat(answer.verdict()).isEqualTo(verdict);
        assertThat(answer.reason()).isEqualTo(reason);
    }

    /// The day on which a fact grows too old: the limit is 30 days before 2026-03-31.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-03-02 | MET     | KNOWN | Creatinine 1.1 mg/dL (2026-03-02); asked is below 2.0 mg/dL.
            2026-03-01 | MET     | KNOWN | Creatinine 1.1 mg/dL (2026-03-01); asked is below 2.0 mg/dL.
            2026-02-28 | UNKNOWN | STALE | Creatinine 1.1 mg/dL (2026-02-28); asked is below 2.0 mg/dL. Too old to say: 31 days, more than 30 d [SRC].
            2026-02    | UNKNOWN | STALE | Creatinine 1.1 mg/dL (February 2026); asked is below 2.0 mg/dL. Too old to say: 45 (31–58) days, more than 30 d [SRC].
            2026-03    | MET     | KNOWN | Creatinine 1.1 mg/dL (March 2026); asked is below 2.0 mg/dL.
            2026-02-27 to 2026-03-30 | UNKNOWN | STALE | Creatinine 1.1 mg/dL (2026-02-27 to 2026-03-30); asked is below 2.0 mg/dL. It may be too old: 17 (1–32) days, against 30 d [SRC].
            """)
    void aFactGrowsTooOld(String date, Verdict verdict, Reason reason, String words) {
        Answer answer = new Page().with(date, Page.laboratory(Analyte.CREATININE, "1.1 mg/dL"))
                .asked(creatinine("2.0 mg/dL", Bound.BELOW), Page.days("30"));

        assertThat(answer.words()).isEqualTo(words);
        assertThat(answer.verdict()).isEqualTo(verdict);
        assertThat(answer.reason()).isEqualTo(reason);
    }

    /// What a source prints in place of a number is quoted, and hides the number before it.
    @Test
    void wordsInPlaceOfAValueDecideNothingNorDoesAnOlderValue() {
        Page page = new Page()
                .with("2026-03-01", Page.laboratory(Analyte.CREATININE, "1.1 mg/dL"))
                .with("2026-03-10", new LaboratoryReported(Analyte.CREATININE,
                        Finding.printed("slightly raised"), notStated(), notStated(),
                        notStated()));
        Answer answer = page.asked(creatinine("2.0 mg/dL", Bound.BELOW));

        assertThat(answer.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(answer.words()).isEqualTo(
                "Creatinine is printed as \"slightly raised\" (2026-03-10), which is no value.");
        assertThat(page.asked(new Question.TimesNormal(Analyte.CREATININE, new BigDecimal("2"),
                Optional.empty())).words()).isEqualTo(answer.words());
        assertThat(page.with("2026-03-11", Page.laboratory(Analyte.CREATININE, "1.2 mg/dL"))
                .asked(creatinine("2.0 mg/dL", Bound.BELOW)).verdict()).isEqualTo(Verdict.MET);
    }

    @Test
    void aCorrectedFactCountsAsCorrectedAndAWithdrawnOneNotAtAll() {
        Question asked = creatinine("2.0 mg/dL", Bound.BELOW);
        Page page = new Page()
                .with("2026-03-01", Page.laboratory(Analyte.CREATININE, "1.1 mg/dL"))
                .correcting(1, "2026-03-01", "2026-03-20",
                        Page.laboratory(Analyte.CREATININE, "11 mg/dL"));

        assertThat(page.asked(asked).words()).isEqualTo(
                "Creatinine 11 mg/dL (2026-03-01); asked is below 2.0 mg/dL.");
        assertThat(page.asked(asked).verdict()).isEqualTo(Verdict.NOT_MET);
        assertThat(page.asKnown("2026-03-19").asked(asked).verdict()).isEqualTo(Verdict.MET);
        assertThat(page.asKnown("2026-02-28").asked(asked).words())
                .isEqualTo("No value of creatinine is on record.");
        assertThat(page.correcting(1, "2026-03-01", "2026-03-25", new Withdrawn())
                .asKnown("2026-03-31").asked(asked).words())
                .isEqualTo("No value of creatinine is on record.");
    }

    @Test
    void theSameFactIsNeverTooOldWhereTheFileSaysNoLimit() {
        Answer answer = new Page().with("1999", Page.laboratory(Analyte.CREATININE, "1.1 mg/dL"))
                .asked(creatinine("2.0 mg/dL", Bound.BELOW));

        assertThat(answer.verdict()).isEqualTo(Verdict.MET);
        assertThat(answer.age()).hasValueSatisfying(age ->
                assertThat(age).hasToString("321 (314–327) months"));
    }

    @Test
    void theLastThatWasSaidOfAConditionCounts() {
        Page page = new Page()
                .with("2026-01-01", Page.assessed(
                        Set.of(Condition.PERIPHERAL_VASCULAR_DISEASE), Set.of(), Set.of()))
                .with("2026-02-01", Page.karnofsky("80"));

        assertThat(page.asked(ABSENT).words())
                .isEqualTo("Peripheral vascular disease is present (2026-01-01).");
        page.with("2026-03-01", Page.assessed(
                Set.of(), Set.of(Condition.PERIPHERAL_VASCULAR_DISEASE), Set.of()));
        assertThat(page.asked(ABSENT).verdict()).isEqualTo(Verdict.MET);
        page.with("2026-03-02", Page.assessed(
                Set.of(), Set.of(), Set.of(Condition.PERIPHERAL_VASCULAR_DISEASE)));
        assertThat(page.asked(ABSENT).reason()).isEqualTo(Reason.UNCLEAR);
        assertThat(page.asked(ABSENT).words()).isEqualTo(
                "Peripheral vascular disease: asked, and it could not be found out (2026-03-02).");
    }

    @Test
    void whereSourcesDisagreeBothSidesStand() {
        Criterion absolute = new Criterion("absolute", "No such disease.", "NCT4250",
                Optional.of("pvd"), Page.NEVER_STALE, ABSENT);
        Criterion relative = new Criterion("relative", "It is no bar.", "KROON", Optional.of("pvd"),
                Page.NEVER_STALE, new Question.HasCondition(
                        Condition.PERIPHERAL_VASCULAR_DISEASE, Need.EITHER));
        Page page = new Page();

        assertThat(page.eligibility(absolute, relative).disagreements().get("pvd"))
                .extracting(Answer::verdict).containsExactly(Verdict.UNKNOWN, Verdict.UNKNOWN);
        page.with("2026-03-01", Page.assessed(
                Set.of(Condition.PERIPHERAL_VASCULAR_DISEASE), Set.of(), Set.of()));
        assertThat(page.eligibility(absolute, relative).disagreements().get("pvd"))
                .extracting(answer -> answer.verdict() + " " + answer.words()).containsExactly(
                        "NOT_MET Peripheral vascular disease is present (2026-03-01).",
                        "MET Peripheral vascular disease is present (2026-03-01); no bar by KROON.");
        assertThat(page.eligibility(absolute).disagreements()).isEmpty();
    }

    @Test
    void aManIsNotAskedWhetherHeIsPregnant() {
        Question pregnant = new Question.HasCondition(Condition.PREGNANCY, Need.ABSENT);
        Page man = new Page().with("2026-01-01", presented(Sex.MALE, "34 a"));
        Page woman = new Page().with("2026-01-01", presented(Sex.FEMALE, "34 a"));

        assertThat(man.asked(pregnant).words()).isEqualTo("The patient is male.");
        assertThat(woman.asked(pregnant).reason()).isEqualTo(Reason.MISSING);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-03-31 | 11 a | NOT_MET | 11 years old on 2026-03-31; asked is at least 12.
            2026-03-31 | 12 a | MET     | 12 years old on 2026-03-31; asked is at least 12.
            2026-03-31 | 13 a | MET     | 13 years old on 2026-03-31; asked is at least 12.
            2025-11-30 | 11 a | UNKNOWN | 11 to 12 years old on 2026-03-31; asked is at least 12.
            """)
    void anAgeIsWorkedOutForTheDay(String told, String age, Verdict verdict, String words) {
        Answer answer = new Page().with(told, presented(Sex.FEMALE, age))
                .asked(new Question.Age(Bound.AT_LEAST, Years.parse("12 a")));

        assertThat(answer.words()).isEqualTo(words);
        assertThat(answer.verdict()).isEqualTo(verdict);
    }

    private static Event presented(Sex sex, String age) {
        return new Presented(known(sex), known(Years.parse(age)));
    }

    @Test
    void pulsesOfTheLimbInQuestionCount() {
        Question one = new Question.Pulses(
                Set.of(PulseSite.AXILLARY, PulseSite.RADIAL, PulseSite.FEMORAL), false);
        Question each = new Question.Pulses(Set.of(PulseSite.AXILLARY, PulseSite.RADIAL), true);
        Page page = new Page().with("2026-01-01", Page.lesion("forearm", Site.FOREARM, "40"));

        assertThat(page.asked(one).words())
                .isEqualTo("No pulse of the left arm is on record: axillary, radial.");
        page.with("2026-02-01", Page.pulses("right arm", Set.of(PulseSite.RADIAL), Set.of()));
        assertThat(page.asked(one).reason()).isEqualTo(Reason.MISSING);
        page.with("2026-03-01", Page.pulses("left arm", Set.of(), Set.of(PulseSite.RADIAL)));
        assertThat(page.asked(one).reason()).isEqualTo(Reason.UNDECIDED);
        assertThat(page.asked(each).verdict()).isEqualTo(Verdict.NOT_MET);
        page.with("2026-03-02", Page.pulses(
                "left arm", Set.of(PulseSite.AXILLARY), Set.of(PulseSite.RADIAL)));
        assertThat(page.asked(one).words()).isEqualTo("Felt: axillary; not felt: radial"
                + " (2026-03-02); asked is one of: axillary, radial.");
        assertThat(page.asked(one).verdict()).isEqualTo(Verdict.MET);
        page.with("2026-03-03", Page.pulses("left arm", Set.of(),
                Set.of(PulseSite.AXILLARY, PulseSite.RADIAL)));
        assertThat(page.asked(one).verdict()).isEqualTo(Verdict.NOT_MET);
    }

    /// 95 of 100 mm is not more than 95 %.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            94 | 6 | NOT_MET
            95 | 5 | NOT_MET
            96 | 4 | MET
            """)
    void theShareBelowTheLineIsHeldAgainstItsLimit(String below, String above, Verdict verdict) {
        Answer answer = new Page().with("2026-01-01", Page.lesion("forearm", Site.FOREARM, below))
                .with("2026-01-01", Page.lesion("axilla", Site.AXILLA, above))
                .asked(new Question.Distal(BigDecimal.valueOf(95)));

        assertThat(answer.verdict()).isEqualTo(verdict);
        assertThat(answer.words()).isEqualTo(("Below the line: forearm. Not below the line: axilla."
                + " Asked is more than 95 %%. By longest diameters %s of 100 mm (%s.0 %%) lie below"
                + " the line.").formatted(below, below));
    }

    @Test
    void withoutSizesTheShareIsUnknownUnlessAllLieOnOneSide() {
        Question distal = new Question.Distal(BigDecimal.valueOf(95));
        Page page = new Page().with("2026-01-01", Page.lesion("forearm", Site.FOREARM, ""));

        assertThat(page.asked(distal).verdict()).isEqualTo(Verdict.MET);
        page.with("2026-01-02", Page.lesion("biceps", Site.UPPER_ARM, ""));
        assertThat(page.asked(distal).words()).isEqualTo("Below the line: forearm. Not certain:"
                + " biceps. Asked is more than 95 %. Not every size is on record, so the share"
                + " cannot be worked out.");
        page.with("2026-01-03", Page.line(List.of("biceps"), List.of()));
        assertThat(page.asked(distal).verdict()).isEqualTo(Verdict.MET);
        page.with("2026-01-04", Page.line(List.of(), List.of("biceps", "forearm")));
        assertThat(page.asked(distal).verdict()).isEqualTo(Verdict.NOT_MET);
    }

    @ParameterizedTest
    @CsvSource({"9.9, NOT_MET", "10, MET", "10.1, MET"})
    void theLargestLesionIsMeasured(String size, Verdict verdict) {
        Page page = new Page().with("2026-01-01", Page.lesion("hand", Site.HAND, "3"))
                .with("2026-01-01", Page.lesion("forearm", Site.FOREARM, size));

        assertThat(page.asked(new Question.Measurable(Optional.of(Millimetres.parse("10 mm"))))
                .verdict()).isEqualTo(verdict);
        assertThat(page.asked(new Question.Measurable(Optional.empty())).words())
                .isEqualTo("forearm measures %s mm (2026-01-01).".formatted(size));
    }

    @Test
    void oneLesionThatCannotBeResectedIsEnough() {
        Question asked = new Question.Resectable(Resectability.UNRESECTABLE);
        Page page = new Page().with("2026-01-01", Page.lesion(
                "hand", Site.HAND, "", known(Resectability.RESECTABLE)));

        assertThat(page.asked(asked).words())
                .isEqualTo("hand is resectable (2026-01-01); asked is unresectable.");
        assertThat(page.asked(asked).verdict()).isEqualTo(Verdict.NOT_MET);
        page.with("2026-01-02", Page.lesion(
                "forearm", Site.FOREARM, "", known(Resectability.UNRESECTABLE)));
        assertThat(page.asked(asked).verdict()).isEqualTo(Verdict.MET);
    }

    @Test
    void aCodedHistologyDecidesAndWordsAreQuoted() {
        Question sarcoma = new Question.Sarcoma();

        assertThat(new Page().with("2026-01-01", diagnosed("Synovial sarcoma (9040/3)"))
                .asked(sarcoma).verdict()).isEqualTo(Verdict.MET);
        assertThat(new Page().with("2026-01-01", diagnosed("Melanoma (8720/3)"))
                .asked(sarcoma).verdict()).isEqualTo(Verdict.NOT_MET);
        assertThat(new Page().with("2026-01-01", diagnosed("high-grade sarcoma"))
                .asked(sarcoma).words()).isEqualTo("Pathology says \"high-grade sarcoma\""
                        + " (2026-01-01), without a code that could be looked up.");
    }

    private static Event diagnosed(String histology) {
        return new Diagnosed(
                List.of(), known(Histology.parse(histology)), notStated(), notStated());
    }

    /// An anthracycline that still counts within 30 days of 2026-03-31.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-03-02 | 30 | NOT_MET | KNOWN     | Given: doxorubicin (2026-03-02). That is 29 days ago; what counts is within 30 d [SRC].
            2026-03-01 | 30 | NOT_MET | KNOWN     | Given: doxorubicin (2026-03-01). That is 30 days ago; what counts is within 30 d [SRC].
            2026-02-28 | 30 | MET     | KNOWN     | Given: doxorubicin (2026-02-28). That is 31 days ago; what counts is within 30 d [SRC].
            2025 to 2026-03-15 | 30 | UNKNOWN | UNDECIDED | Given: doxorubicin (2025 to 2026-03-15). Whether that is within 30 d [SRC] is not certain.
            2025-01-01 |    | UNKNOWN | NOT_SET   | Given: doxorubicin (2025-01-01). How long after it this still counts is not set.
            """)
    void anEarlierAnthracyclineIsReadFromTheRecord(
            String date, String within, Verdict verdict, Reason reason, String words) {
        Answer answer = new Page().with(date, doxorubicin()).asked(anthracycline(Optional.of(
                within == null ? Limit.empty("within", Unit.DAY) : Page.days(within))));

        assertThat(answer.words()).isEqualTo(words);
        assertThat(answer.verdict()).isEqualTo(verdict);
        assertThat(answer.reason()).isEqualTo(reason);
    }

    @Test
    void whereNoDrugIsOnRecordAPersonIsAsked() {
        Question never = anthracycline(Optional.empty());
        Page page = new Page().with("2026-03-01", Page.assessed(
                Set.of(), Set.of(Condition.EARLIER_ANTHRACYCLINE), Set.of()));

        assertThat(page.asked(never).words()).isEqualTo("No doxorubicin is on record; as assessed,"
                + " an earlier anthracycline is absent (2026-03-01).");
        assertThat(page.asked(never).verdict()).isEqualTo(Verdict.MET);
        page.with("2026-03-02", Page.assessed(
                Set.of(Condition.EARLIER_ANTHRACYCLINE), Set.of(), Set.of()));
        assertThat(page.asked(never).verdict()).isEqualTo(Verdict.NOT_MET);
        assertThat(page.asked(anthracycline(Optional.of(Page.days("30")))).reason())
                .isEqualTo(Reason.UNDECIDED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-03-04 | NOT_MET | ILI (2026-03-04), 27 days ago; asked is at least 28 d [SRC].
            2026-03-03 | MET     | ILI (2026-03-03), 28 days ago; asked is at least 28 d [SRC].
            2026-03-02 | MET     | ILI (2026-03-02), 29 days ago; asked is at least 28 d [SRC].
            2026-03    | UNKNOWN | ILI (March 2026), 15 (0–30) days ago; asked is at least 28 d [SRC].
            """)
    void aTreatmentHasToBeSoLongAgo(String date, Verdict verdict, String words) {
        Answer answer = new Page().with(date, infused()).asked(since("28"));

        assertThat(answer.words()).isEqualTo(words);
        assertThat(answer.verdict()).isEqualTo(verdict);
    }

    @Test
    void aPersonAnswersWhatNoFactAnswers() {
        Page page = new Page().with("2026-03-01",
                new CriterionStated("file", "c", Met.NOT_MET, known("heparin allergy.")));

        assertThat(page.asked(new Question.Stated()).words())
                .isEqualTo("anna says so (2026-03-01): heparin allergy.");
        assertThat(page.asked(new Question.Stated()).verdict()).isEqualTo(Verdict.NOT_MET);
        assertThat(new Page().with("2026-03-01",
                        new CriterionStated("other", "c", Met.MET, notStated()))
                .asked(new Question.Stated()).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    private static Question creatinine(String limit, Bound bound) {
        return new Question.Laboratory(Analyte.CREATININE, bound, LabValue.parse(limit));
    }

    private static Question anthracycline(Optional<Limit> within) {
        return new Question.DrugsGiven(Set.of(Drug.DOXORUBICIN), Need.ABSENT, within,
                Optional.of(Condition.EARLIER_ANTHRACYCLINE));
    }

    private static Question since(String days) {
        return new Question.SinceTherapy(
                Set.of(Therapy.ILI, Therapy.HILP), Page.days(days), Optional.empty());
    }

    private static Event doxorubicin() {
        return new SystemicTherapyGiven(
                Set.of(Drug.DOXORUBICIN, Drug.IFOSFAMIDE), notStated(), notStated(), notStated());
    }

    private static Event infused() {
        return new Infused(Limb.parse("left arm"), Modality.ILI, List.of(),
                List.of(new LesionId("forearm")), notStated());
    }
}
