package limbline.app.theatre;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import limbline.app.database.FreshDatabase;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import limbline.patient.Drug;
import limbline.protocol.Interlock;
import limbline.protocol.Phase;
import limbline.protocol.Step;
import limbline.protocol.Timer;
import limbline.theatre.Procedure;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each interlock that stands in the way, in theatre, on a real PostgreSQL: below its limit, at it
/// and above, with the value missing, and old. Everything else is in order, so what is said is that
/// interlock's.
class InterlocksInTheatreTest {

    private static final Map<Drug, String> DOSES = Map.of(Drug.HEPARIN, "21000 [iU]",
            Drug.PAPAVERINE, "60 mg", Drug.MELPHALAN, "50 mg", Drug.DACTINOMYCIN, "3500 ug",
            Drug.TASONERMIN, "4 mg", Drug.PROTAMINE, "200 mg");

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    @BeforeAll
    static void open() {
        new Centres(fresh.database().sql()).add(new Centre(Theatre.CENTRE, "A clinic", false));
    }

    @ParameterizedTest(name = "{0}: {1} {2}, {3} old")
    @CsvSource(delimiter = '|', textBlock = """
            cuff-up | act | 349 s | 0M | The activated clotting time is 349 s; at least 350 s [PAPER].
            cuff-up | act | 350 s | 0M | permitted
            cuff-up | act | 351 s | 0M | permitted
            cuff-up | act | missing | 0M | The activated clotting time has not been measured; at least 350 s [PAPER].
            cuff-up | act | 350 s | 30M | permitted
            cuff-up | act | 350 s | 30M1S | The activated clotting time is 30 min old; it counts for 30 min [INVENTED]. Measure it again.
            cuff-up | limb-temperature | 36.9 Cel | 0M | The subcutaneous temperature of the limb is 36.9 °C; above 37 °C [PAPER].
            cuff-up | limb-temperature | 37 Cel | 0M | The subcutaneous temperature of the limb is 37 °C; above 37 °C [PAPER].
            cuff-up | limb-temperature | 37.1 Cel | 0M | permitted
            cuff-up | limb-temperature | missing | 0M | The subcutaneous temperature of the limb has not been measured; above 37 °C [PAPER].
            cuff-up | limb-temperature | 37.1 Cel | 10M | permitted
            cuff-up | limb-temperature | 37.1 Cel | 11M | The subcutaneous temperature of the limb is 11 min old; it counts for 10 min [INVENTED]. Measure it again.
            melphalan | act | 349 s | 0M | The activated clotting time is 349 s; at least 350 s [PAPER].
            melphalan | act | 350 s | 0M | permitted
            melphalan | act | 351 s | 31M | The activated clotting time is 31 min old; it counts for 30 min [INVENTED]. Measure it again.
            dactinomycin | act | 349 s | 0M | The activated clotting time is 349 s; at least 350 s [PAPER].
            dactinomycin | act | 350 s | 0M | permitted
            cuff-down | washout-volume | 0.9 L | 0M | The crystalloid flushed through the limb is 0.9 L; at least 1 L [PAPER].
            cuff-down | washout-volume | 1 L | 0M | permitted
            cuff-down | washout-volume | 1.1 L | 0M | permitted
            cuff-down | washout-volume | missing | 0M | The crystalloid flushed through the limb has not been measured; at least 1 L [PAPER].
            catheters-out | act | 179 s | 0M | permitted
            catheters-out | act | 180 s | 0M | permitted
            catheters-out | act | 181 s | 0M | The activated clotting time is 181 s; at most 180 s [INVENTED].
            catheters-out | act | missing | 0M | The activated clotting time has not been measured; at most 180 s [INVENTED].
            catheters-out | act | 150 s | 31M | The activated clotting time is 31 min old; it counts for 30 min [INVENTED]. Measure it again.
            """)
    void ofTheInfusion(String step, String measurement, String value, String age, String said) {
        assertThat(asked("demo-ili", step, measurement, value, age)).isEqualTo(said);
    }

    @ParameterizedTest(name = "{0}: {1} {2}, {3} old")
    @CsvSource(delimiter = '|', textBlock = """
            time-out | since-last-perfusion | 5.9 wk | 0M | The time since the last perfusion of this limb is 5.9 wk; at least 6 wk [BER-PIL].
            time-out | since-last-perfusion | 6 wk | 0M | permitted
            time-out | since-last-perfusion | 6.1 wk | 0M | permitted
            time-out | since-last-perfusion | missing | 0M | permitted
            isolate | act | 399 s | 0M | The activated clotting time is 399 s; at least 400 s [INVENTED].
            isolate | act | 400 s | 0M | permitted
            isolate | act | missing | 0M | The activated clotting time has not been measured; at least 400 s [INVENTED].
            tasonermin | act | 399 s | 0M | The activated clotting time is 399 s; at least 400 s [INVENTED].
            tasonermin | act | 400 s | 31M | The activated clotting time is 31 min old; it counts for 30 min [INVENTED]. Measure it again.
            tasonermin | leak | 9.9 % | 0M | permitted
            tasonermin | leak | 10 % | 0M | permitted
            tasonermin | leak | 10.1 % | 0M | The leak into the body is 10.1 %; at most 10 % [BER-PIL].
            tasonermin | leak | missing | 0M | The leak into the body has not been measured; at most 10 % [BER-PIL].
            tasonermin | leak | 3 % | 6M | The leak into the body is 6 min old; it counts for 5 min [INVENTED]. Measure it again.
            tasonermin | limb-temperature | 38 Cel | 0M | The temperature in the distal subcutis is 38 °C; above 38 °C [BER-SMPC].
            tasonermin | limb-temperature | 38.1 Cel | 0M | permitted
            tasonermin | limb-temperature | 39 Cel | 0M | permitted
            tasonermin | limb-temperature | 39.1 Cel | 0M | The temperature in the distal subcutis is 39.1 °C; at most 39 °C [BER-SMPC].
            tasonermin | perfusate-ph | 7.19 [pH] | 0M | The pH of the perfusate is 7.19; at least 7.2 [BER-SMPC].
            tasonermin | perfusate-ph | 7.2 [pH] | 0M | permitted
            tasonermin | perfusate-ph | 7.35 [pH] | 0M | permitted
            tasonermin | perfusate-ph | 7.36 [pH] | 0M | The pH of the perfusate is 7.36; at most 7.35 [BER-SMPC].
            tasonermin | flow | 34.9 mL/min/L | 0M | The flow by litre of limb is 34.9 mL/min/L; at least 35 mL/min/L [BER-SMPC].
            tasonermin | flow | 35 mL/min/L | 0M | permitted
            tasonermin | flow | 40 mL/min/L | 0M | permitted
            tasonermin | flow | 40.1 mL/min/L | 0M | The flow by litre of limb is 40.1 mL/min/L; at most 40 mL/min/L [BER-SMPC].
            melphalan | leak | 10.1 % | 0M | The leak into the body is 10.1 %; at most 10 % [BER-PIL].
            melphalan | leak | 10 % | 0M | permitted
            heat-further | limb-temperature | 39 Cel | 0M | The temperature in the distal subcutis is 39 °C; above 39 °C [BER-SMPC].
            heat-further | limb-temperature | 39.1 Cel | 0M | permitted
            heat-further | limb-temperature | 40 Cel | 0M | permitted
            heat-further | limb-temperature | 40.1 Cel | 0M | The temperature in the distal subcutis is 40.1 °C; at most 40 °C [BER-SMPC].
            decannulate | act | 181 s | 0M | The activated clotting time is 181 s; at most 180 s [INVENTED].
            decannulate | act | 180 s | 0M | permitted
            """)
    void ofThePerfusion(String step, String measurement, String value, String age, String said) {
        assertThat(asked("demo-hilp", step, measurement, value, age)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            29M59S | The drugs have circulated: 29 min 59 s; at least 30 min [PAPER].
            30M | permitted
            30M1S | permitted
            """)
    void theDrugsCirculateForTheirTime(String time, String said) {
        Theatre theatre = theatre("demo-ili");
        until(theatre, "washout", Optional.empty());
        theatre.after("-30M").after(time); // the wait for the timer was 30 minutes

        assertThat(said(theatre.step("washout"))).isEqualTo(said);
    }

    private static String asked(
            String protocol, String step, String measurement, String value, String age) {
        Theatre theatre = theatre(protocol);
        until(theatre, step, Optional.of(measurement));
        if (!value.equals("missing")) {
            theatre.measured(measurement, value);
        }
        theatre.after(age);
        Step asked = theatre.read().protocol().step(step);
        measure(theatre, asked, Optional.of(measurement));
        return said(attempt(theatre, asked));
    }

    private static Theatre theatre(String protocol) {
        Theatre theatre = new Theatre(fresh.database());
        theatre.begin(protocol.equals("demo-ili") ? theatre.order : theatre.signed.sign(
                theatre.patient, Chart.LEFT_LEG, protocol, Drug.TASONERMIN, "4 mg"));
        theatre.compared(Chart.LEFT_LEG);
        return theatre;
    }

    /// Everything before a step, in order.
    ///
    /// @param without a measurement that is not taken as long as no step holds for it
    private static void until(Theatre theatre, String step, Optional<String> without) {
        for (Step each : theatre.read().protocol().steps()) {
            waitFor(theatre, each.id());
            if (each.id().equals(step)) {
                return;
            }
            measure(theatre, each, without);
            if (attempt(theatre, each) instanceof Answer.NotPermitted) {
                measure(theatre, each, Optional.empty());
                assertThat(attempt(theatre, each)).as(each.id())
                        .isInstanceOf(Answer.Recorded.class);
            }
        }
    }

    private static void waitFor(Theatre theatre, String step) {
        theatre.read().protocol().timers().stream()
                .filter(timer -> timer.gates().equals(Optional.of(step))
                        && timer.rule() instanceof Timer.Rule.AtLeast)
                .map(timer -> timer.limit().amount().orElseThrow().duration())
                .forEach(time -> theatre.after(time.toString().substring("PT".length())));
    }

    /// What the step is gated by.
    private static void measure(Theatre theatre, Step before, Optional<String> without) {
        Map<String, String> good = good(theatre.read());
        before.interlocks().stream()
                .flatMap(one -> one instanceof Interlock.Measured gate
                        ? Stream.of(gate.measurement().id()) : Stream.empty())
                .distinct()
                .filter(one -> good.containsKey(one) && !without.equals(Optional.of(one)))
                .forEach(one -> theatre.measured(one, good.getOrDefault(one, "")));
    }

    /// Values that no interlock minds where the procedure stands.
    private static Map<String, String> good(Procedure procedure) {
        Map<String, String> good = new LinkedHashMap<>();
        boolean released = procedure.phase() == Phase.AFTER_RELEASE;
        boolean ili = procedure.protocol().id().equals("demo-ili");
        good.put("act", released ? "150 s" : "450 s");
        good.put("limb-temperature",
                procedure.done().contains("melphalan") || ili ? "39.5 Cel" : "38.5 Cel");
        good.putAll(ili
                ? Map.of("arterial-gauge", "5 [Ch]", "venous-gauge", "7 [Ch]")
                : Map.of("perfusate-ph", "7.3 [pH]", "flow", "38 mL/min/L", "leak", "3 %",
                        "prime", "750 mL", "haematocrit", "28 %"));
        if (ili && procedure.done().contains("washout")) {
            good.put("washout-volume", "1 L");
        }
        return good;
    }

    private static Answer attempt(Theatre theatre, Step step) {
        return step.gives()
                .map(drug -> theatre.given(drug, DOSES.getOrDefault(drug, "1 mg")))
                .orElseGet(() -> theatre.step(step.id()));
    }

    private static String said(Answer answer) {
        return switch (answer) {
            case Answer.Recorded _ -> "permitted";
            case Answer.NotPermitted refused -> String.join(" ", refused.reasons());
        };
    }
}
