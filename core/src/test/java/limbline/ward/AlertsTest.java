package limbline.ward;

import static limbline.measure.Finding.known;
import static limbline.measure.Finding.notStated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import limbline.event.CareEvent.AlertAcknowledged;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.patient.AlertTier;
import limbline.patient.LimbSign;
import limbline.patient.Wieberdink;
import limbline.ward.Alert.Keeper;
import limbline.ward.Alert.State;
import org.junit.jupiter.api.Test;

/// An alert is raised once for a fact, rises when it gets worse, is acknowledged by name, and is
/// handed over.
class AlertsTest {

    @Test
    void aSecondRuleOverTheSameValuesRaisesTheTierAndNoSecondAlert() {
        Stay stay = new Stay().ck("1 06:00", "1200");
        assertThat(stay.openOfTheLimb("1 07:00")).containsExactly("warning creatine-kinase");

        stay.ck("2 06:00", "1500");
        assertThat(stay.openOfTheLimb("2 07:00")).containsExactly("urgent creatine-kinase");
        assertThat(stay.first("2 07:00").facts()).extracting(Fact::rule)
                .containsExactly("ck-early", "ck");
    }

    @Test
    void anAcknowledgedFactIsNotRaisedAgain() {
        Stay stay = new Stay().ck("3 06:00", "1500");
        stay.acknowledge("anna", "3 06:30", stay.first("3 06:10"), "surgeon told");
        assertThat(stay.openOfTheLimb("3 07:00")).isEmpty();
        assertThat(stay.watch("3 07:00").acknowledged()).singleElement().satisfies(alert ->
                assertThat(alert.state()).isEqualTo(new State.Acknowledged(
                        new Keeper("anna", Stay.moment("3 06:30")), Optional.of("surgeon told"),
                        false)));

        stay.ck("4 06:00", "1500");
        assertThat(stay.openOfTheLimb("4 07:00")).as("no worse").isEmpty();
        stay.ck("5 06:00", "1501");
        assertThat(stay.openOfTheLimb("5 07:00")).as("worse").containsExactly(
                "urgent creatine-kinase");
    }

    @Test
    void aWarningThatBecomesUrgentIsOpenAgainAndSaysWhoHadIt() {
        Stay stay = new Stay().ck("1 06:00", "1500");
        stay.acknowledge("anna", "1 06:30", stay.first("1 06:10"), "");

        stay.ck("2 06:00", "1400");
        assertThat(stay.first("2 07:00").state()).isEqualTo(new State.Open(
                Optional.of(new Keeper("anna", Stay.moment("1 06:30")))));
    }

    @Test
    void whatEndedBeforeAnybodySawItStaysOpen() {
        Stay stay = new Stay().ck("2 06:00", "1500").ck("3 06:00", "400");

        Alert alert = stay.first("3 07:00");
        assertThat(alert.stands()).isFalse();
        stay.acknowledge("anna", "3 07:30", alert, "it fell by itself");
        assertThat(stay.openOfTheLimb("3 08:00")).isEmpty();
        assertThat(stay.watch("3 08:00").acknowledged()).noneMatch(
                one -> one.subject().equals("creatine-kinase"));
    }

    @Test
    void aValueThatComesLateAndBelongsBeforeItDoesNotRaiseAnAcknowledgedAlertAgain() {
        Stay stay = new Stay().ck("3 06:00", "1500");
        stay.acknowledge("anna", "3 06:30", stay.first("3 06:10"), "told");

        stay.late("2 06:00", "3 09:00", Stay.ck("1300"));
        assertThat(stay.openOfTheLimb("3 10:00")).isEmpty();
    }

    @Test
    void aCorrectedValueKeepsItsAlertAndAWorseOneOpensIt() {
        Stay stay = new Stay().ck("3 06:00", "1500");
        stay.acknowledge("anna", "3 06:30", stay.first("3 06:10"), "told");

        stay.correct(2, "3 06:00", "3 08:00", Stay.ck("1400"));
        assertThat(stay.openOfTheLimb("3 09:00")).isEmpty();
        stay.correct(4, "3 06:00", "3 10:00", Stay.ck("14000"));
        assertThat(stay.openOfTheLimb("3 11:00")).containsExactly("urgent creatine-kinase");
    }

    @Test
    void aSecondRiseAfterAFallIsAnotherAlert() {
        Stay stay = new Stay().ck("1 06:00", "1500");
        stay.acknowledge("anna", "1 06:30", stay.first("1 06:10"), "told");
        stay.ck("1 18:00", "600").ck("1 23:00", "1100");

        assertThat(stay.openOfTheLimb("1 23:30")).containsExactly("warning creatine-kinase");
    }

    @Test
    void aWorseGradeOpensAnAcknowledgedAlert() {
        Stay stay = new Stay().grade("1 08:00", Wieberdink.III);
        stay.acknowledge("anna", "1 08:10", stay.first("1 08:05"), "");
        assertThat(stay.grade("2 08:00", Wieberdink.III).openOfTheLimb("2 09:00")).isEmpty();

        assertThat(stay.grade("3 08:00", Wieberdink.IV).openOfTheLimb("3 09:00"))
                .containsExactly("urgent grade");
    }

    /// Somebody writes down in the afternoon that the limb was at grade IV in the morning.
    @Test
    void aWorseGradeThatComesLateBelowAMilderOneRisesUntilSomebodyHasSeenIt() {
        Stay stay = new Stay().grade("1 08:00", Wieberdink.II).grade("1 10:00", Wieberdink.III);
        assertThat(stay.openOfTheLimb("1 10:05")).containsExactly("warning grade");
        stay.acknowledge("anna", "1 10:10", stay.first("1 10:05"), "");
        stay.late("1 08:30", "1 15:00", new WieberdinkGraded(
                Stay.ARM, known(Wieberdink.IV), notStated()));

        assertThat(stay.openOfTheLimb("1 15:05")).containsExactly("urgent grade");
        assertThat(stay.first("1 15:05").headline()).startsWith("Wieberdink IV (day 1");
        stay.acknowledge("ben", "1 15:10", stay.first("1 15:05"), "looked, it is III now");
        assertThat(stay.openOfTheLimb("1 15:15")).isEmpty();
        assertThat(stay.grade("2 08:00", Wieberdink.III).openOfTheLimb("2 09:00")).isEmpty();
    }

    @Test
    void moreMarkedSignsAreWorse() {
        Stay stay = new Stay().at("1 08:00", Stay.look(
                known(LimbSign.MARKED), known(LimbSign.NORMAL), notStated(), notStated()));
        stay.acknowledge("anna", "1 08:10", stay.first("1 08:05"), "surgeon");

        stay.at("1 10:00", Stay.look(
                known(LimbSign.MARKED), known(LimbSign.MARKED), notStated(), notStated()));
        assertThat(stay.openOfTheLimb("1 10:10")).containsExactly("urgent limb");
    }

    @Test
    void atTheChangeOfShiftTheWatchIsHandedOver() {
        Stay stay = new Stay().ck("3 06:00", "1500");
        stay.acknowledge("anna", "3 06:30", stay.first("3 06:10"), "told");

        assertThat(acknowledged(stay, "3 13:59").toHandOver()).isFalse();
        assertThat(acknowledged(stay, "3 14:01").toHandOver()).isTrue();
        stay.takeOver("ben", "3 14:05");
        assertThat(acknowledged(stay, "3 14:06")).isEqualTo(new State.Acknowledged(
                new Keeper("ben", Stay.moment("3 14:05")), Optional.of("told"), false));
        assertThat(acknowledged(stay, "3 22:00").toHandOver()).as("the next shift").isTrue();
    }

    private static State.Acknowledged acknowledged(Stay stay, String now) {
        return (State.Acknowledged) stay.watch(now).acknowledged().stream()
                .filter(alert -> alert.subject().equals("creatine-kinase"))
                .findFirst().orElseThrow().state();
    }

    @Test
    void anUrgentAlertIsNotAcknowledgedWithoutAReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AlertAcknowledged("limb/x", AlertTier.URGENT, 1, notStated()))
                .withMessage("an urgent alert is acknowledged with a reason: write what is done "
                        + "about it");
    }

    @Test
    void theWorstStandsFirst() {
        Stay stay = new Stay().grade("2 08:00", Wieberdink.III).ck("2 06:00", "1200");

        assertThat(stay.openOfTheLimb("2 09:00"))
                .containsExactly("urgent creatine-kinase", "warning grade");
        assertThat(stay.watch("2 09:00").weight())
                .isGreaterThan(new Stay().grade("2 08:00", Wieberdink.III).watch("2 09:00").weight());
    }

    /// Whatever comes in whatever order: one alert of a subject at a time is open, its name stays
    /// while values are only added after it, and what is acknowledged as it is closes it.
    @Test
    void anyCourseOfValuesHasItsAlertsOnce() {
        long seed = 20261125;
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Stay stay = new Stay();
            for (int hour = 0; hour < 60; hour += 6) {
                String at = "%d %02d:30".formatted(1 + hour / 24, hour % 24);
                stay.ck(at, String.valueOf(random.nextInt(500, 1600)));
                List<Alert> open = stay.watch(at).open().stream()
                        .filter(alert -> alert.subject().equals("creatine-kinase")).toList();

                assertThat(open.stream().map(Alert::name)).as("seed %s, round %s", seed, round)
                        .doesNotHaveDuplicates();
                assertThat(open.stream().filter(Alert::stands).count())
                        .as("seed %s, round %s", seed, round).isLessThanOrEqualTo(1);
                if (random.nextBoolean()) {
                    open.forEach(alert -> stay.acknowledge("anna", at, alert, "seen"));
                    assertThat(stay.openOfTheLimb(at)).as("seed %s, round %s", seed, round)
                            .isEmpty();
                }
            }
        }
    }
}
