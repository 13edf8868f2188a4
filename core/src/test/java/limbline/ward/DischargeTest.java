package limbline.ward;

import static limbline.measure.Finding.known;
import static limbline.measure.Finding.missing;
import static limbline.measure.Finding.notStated;
import static limbline.measure.Finding.printed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import limbline.event.CareEvent.DischargeItemStated;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.Finding.Why;
import limbline.patient.Analyte;
import limbline.patient.Met;
import limbline.patient.Trend;
import limbline.patient.Wieberdink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The list before discharge: met, met by a statement, not met, unknown.
class DischargeTest {

    @Test
    void withNothingOnRecordEverythingIsUnknown() {
        assertThat(answers(new Stay(), "3 10:00")).containsExactly(
                "ck-falling unknown", "urine-enough unknown", "grade-low unknown",
                "nothing-open unknown", "knows unknown");
    }

    @Test
    void theRecordMeetsWhatItShows() {
        Stay stay = new Stay().weight("70").ck("2 06:00", "600").ck("3 06:00", "500")
                .ck("4 06:00", "400").urine("4 08:00", "300", "6").grade("4 08:00", Wieberdink.II)
                .quietLook("4 08:00");

        assertThat(answers(stay, "4 09:00")).containsExactly(
                "ck-falling met", "urine-enough met", "grade-low met", "nothing-open met",
                "knows unknown");
    }

    @ParameterizedTest
    @CsvSource({"500, not-met", "700, not-met"})
    void aCurveThatRisesIsNotFalling(String second, String answer) {
        assertThat(answers(new Stay().ck("2 06:00", "500").ck("3 06:00", second), "3 09:00"))
                .contains("ck-falling " + answer);
    }

    @Test
    void oneFallIsNotEnoughToSay() {
        assertThat(answers(new Stay().ck("2 06:00", "500").ck("3 06:00", "400"), "3 09:00"))
                .contains("ck-falling unknown");
    }

    @Test
    void aPersonStatesWhatTheRecordCannotTell() {
        Stay stay = new Stay().by("anna", "3 08:00", new DischargeItemStated(
                "knows", Met.MET, known("leaflet given")));

        Discharge.Item item = stay.watch("3 09:00").discharge().getLast();
        assertThat(item.answer()).isEqualTo(Discharge.Answer.MET_BY_STATEMENT);
        assertThat(item.words())
                .isEqualTo("anna says so (day 3, 2026-11-23 08:00): leaflet given.");
        stay.by("ben", "3 08:30", new DischargeItemStated("knows", Met.NOT_MET, notStated()));
        assertThat(answers(stay, "3 09:00")).contains("knows not-met");
    }

    @Test
    void nobodyStatesAwayWhatTheRecordDenies() {
        Stay stay = new Stay().grade("3 08:00", Wieberdink.III).by("anna", "3 08:30",
                new DischargeItemStated("grade-low", Met.MET, notStated()));

        assertThat(answers(stay, "3 09:00")).contains("grade-low not-met");
    }

    /// Hendrick 2018: discharged on day 3 "after CPK peak and fall", no value given; the grade is
    /// printed as a range.
    @Test
    void thePapersPatientOnDayThree() {
        Stay stay = Stay.infusedOn("2026-11-20")
                .on("2026-11-23", new LaboratoryReported(Analyte.CREATINE_KINASE, notStated(),
                        known("serial levels; peaked and fell towards normal"),
                        known(Trend.PEAKED_AND_FALLING), notStated()))
                .on("2026-11-23", new WieberdinkGraded(Stay.ARM, printed("I-II"), notStated()));
        Watch watch = stay.watch("3 18:00");

        assertThat(watch.discharge().getFirst().words()).isEqualTo("Reported without values: peaked "
                + "and falling, \"serial levels; peaked and fell towards normal\" (day 3).");
        assertThat(watch.open()).as("overdue").isNotEmpty();
        assertThat(answers(stay, "3 18:00")).containsExactly("ck-falling met-by-statement",
                "urine-enough unknown", "grade-low unknown", "nothing-open unknown",
                "knows unknown");
        assertThat(watch.judgements().stream()
                .filter(one -> one.verdict() == Judgement.Verdict.QUIET)
                .map(one -> one.rule().telling().id()))
                .as("nothing is fine only because nobody knows").isEmpty();
    }

    @Test
    void whatIsOnlyOverdueIsNotKnownAndWhatWasFoundIsNotMet() {
        Stay stay = new Stay();
        assertThat(noAlert(stay)).isEqualTo("unknown: Whether an alert would stand is not known: "
                + "Limb check overdue since 2026-11-20 16:00 (every 6 h [TEST]); none since the "
                + "infusion.");

        stay.grade("3 09:00", Wieberdink.III);
        assertThat(noAlert(stay)).isEqualTo("not-met: 1 alert stands: Wieberdink III (day 3, "
                + "2026-11-23 09:00), at least III.");
    }

    private static String noAlert(Stay stay) {
        return stay.watch("3 10:00").discharge().stream()
                .filter(item -> item.item().id().equals("nothing-open"))
                .map(item -> item.answer().term() + ": " + item.words()).findFirst().orElseThrow();
    }

    @Test
    void aStatementThatItRisesIsNotMet() {
        assertThat(answers(new Stay().at("3 08:00", new LaboratoryReported(
                Analyte.CREATINE_KINASE, missing(Why.NOT_STATED), notStated(),
                known(Trend.RISING), notStated())), "3 09:00")).contains("ck-falling not-met");
    }

    private static List<String> answers(Stay stay, String now) {
        return stay.watch(now).discharge().stream()
                .map(item -> item.item().id() + " " + item.answer().term()).toList();
    }
}
