package limbline.app.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import limbline.app.journal.PatientKey;
import limbline.app.protocol.ProofReport;
import limbline.app.protocol.ProtocolFile;
import limbline.app.protocol.RefusedProtocol;
import limbline.app.protocol.SignedProtocols;
import limbline.app.ward.WardPlans;
import limbline.app.ward.WardText;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.measure.Check;
import limbline.patient.Modality;
import limbline.protocol.WardPlan;
import limbline.ward.Discharge;
import limbline.ward.Episode;
import limbline.ward.Replay;
import limbline.ward.Replay.By;
import limbline.ward.Watch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `limbline ward replay`
@Command(
        name = "replay",
        description = "Shows which rule of the ward said what of a patient, and when.",
        footer = "%nBy the protocol the patient's centre has in force for such an infusion, or the"
                + " one named. It ends now, or twelve weeks after the last infusion. docs/ward-json.md"
                + " describes the JSON. Ends with 0, or 2 if there is no such patient, no protocol in"
                + " force, or the file is refused.",
        mixinStandardHelpOptions = true)
final class WardReplay implements Callable<Integer> {

    @Parameters(paramLabel = "PATIENT",
            description = "The patient's id, with the centre's where it is not enough: CENTRE/ID.")
    private String patient = "";

    @Option(names = "--protocol", paramLabel = "FILE", description = "The rules of this file.")
    private @Nullable Path protocol;

    @Option(names = "--recorded", description = "As things were recorded here, late and corrected;"
            + " else as if each had been known when it happened.")
    private boolean recorded;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin private OnRecord data = new OnRecord();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (OnRecord.Open open = data.open(OnRecord.SEE_PATIENTS)) {
            PatientKey key = open.patient(patient);
            open.access().looked(open.author(), key, "replay of the ward");
            Course course = open.desk().read(key, AsOf.NOW).course();
            WardPlan plan = plan(open, key, course);
            By by = recorded ? By.RECORDED : By.HAPPENED;
            Instant until = end(course, open.settings().zone(), Instant.now());
            List<Replay.Step> steps = Replay.of(course, plan, by, until);
            List<Discharge.Item> discharge = Watch.over(course, plan, until)
                    .map(Watch::discharge).orElse(List.of());
            spec.commandLine().getOut().println(json
                    ? WardText.replayJson(key.patient().toString(), by, steps, discharge)
                    : WardText.replay(key.patient().toString(), by, steps, discharge,
                            open.settings().zone()));
            return Main.DONE;
        } catch (RefusedProtocol refused) {
            String file = String.valueOf(protocol);
            spec.commandLine().getOut().println(json ? ProofReport.json(file, refused)
                    : ProofReport.text(file, refused));
            return Main.REFUSED;
        }
    }

    private WardPlan plan(OnRecord.Open open, PatientKey key, Course course)
            throws RefusedProtocol {
        if (protocol != null) {
            return ProtocolFile.read(protocol).ward();
        }
        Optional<Modality> modality = WardPlans.infused(course);
        if (modality.isEmpty()) {
            return WardPlan.NONE;
        }
        Optional<WardPlans.InForce> inForce = new WardPlans(
                new SignedProtocols(open.database().sql())).of(key.centre(), modality.get());
        Check.that(inForce.isPresent(), "%s has no protocol for %s in force; name a file with"
                + " --protocol", key.centre(), modality.get().term());
        return inForce.get().protocol().ward();
    }

    private static Instant end(Course course, ZoneId zone, Instant now) {
        return course.infusions().stream().reduce((_, later) -> later)
                .flatMap(infusion -> infusion.placed().span())
                .map(span -> span.used().atStartOfDay(zone).toInstant()
                        .plus(Duration.ofDays(Episode.LAST_DAY + 1)))
                .filter(last -> last.isBefore(now)).orElse(now);
    }
}
