package limbline.app.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import limbline.app.exchange.CourseJson;
import limbline.app.exchange.CourseText;
import limbline.app.journal.Centre;
import limbline.app.journal.PatientKey;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.measure.PartialDate;
import limbline.measure.Text;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// One patient's course.
@Command(name = "show", mixinStandardHelpOptions = true,
        description = "Prints the course of a patient with its timeline.")
final class ShowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PATIENT",
            description = "The patient's id, with the centre's where it is not enough: CENTRE/ID.")
    String patient = "";

    @Option(names = "--json", description = "As JSON: patient, limbs, lesions, events, derived.")
    boolean json;

    @Option(names = "--known-by", paramLabel = "DATE", description = "Only what was known on that"
            + " day at the latest; a month (2013-07) means its last day.")
    @Nullable String knownBy;

    @Option(names = "--recorded-by", paramLabel = "DATE",
            description = "Only what had been recorded by the end of that day, or by that moment"
                    + " (2026-11-23T12:00:00Z).")
    @Nullable String recordedBy;

    @Mixin
    OnRecord data = new OnRecord();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Optional<LocalDate> known = Optional.ofNullable(knownBy)
                .map(text -> PartialDate.parse(text).latest());
        Optional<Instant> recorded = Optional.ofNullable(recordedBy).map(ShowCommand::moment);
        try (OnRecord.Open open = data.open(OnRecord.SEE_PATIENTS)) {
            PatientKey key = open.patient(patient);
            open.access().looked(open.author(), key, "show");
            Course course = open.desk().read(key, new AsOf(known, recorded)).course();
            Centre centre = open.centres().all().stream()
                    .filter(each -> each.id().equals(key.centre())).findFirst().orElseThrow();
            spec.commandLine().getOut().print(json
                    ? CourseJson.of(centre, course)
                    : CourseText.of(centre, course));
            spec.commandLine().getOut().flush();
        }
        return Main.DONE;
    }

    static Instant moment(String text) {
        if (text.contains("T")) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(("\"%s\" is not a moment; write for example"
                        + " 2026-11-23T12:00:00Z").formatted(Text.shortened(text)), e);
            }
        }
        return PartialDate.parse(text).latest().plusDays(1).atStartOfDay(ZoneId.systemDefault())
                .toInstant().minusNanos(1);
    }
}
