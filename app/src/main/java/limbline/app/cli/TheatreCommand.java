package limbline.app.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import limbline.app.exchange.CourseJson;
import limbline.app.journal.Centre;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.theatre.Replay;
import limbline.measure.Check;
import limbline.measure.EventId;
import limbline.theatre.Procedure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The procedures in theatre, run by run.
@Command(
        name = "theatre",
        description = "Lists the procedures in theatre and shows how they were run.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {TheatreCommand.Listed.class, TheatreCommand.Replayed.class})
final class TheatreCommand {

    /// What every one of them needs.
    abstract static class OnProcedures implements Callable<Integer> {

        @Option(names = "--json", description = "Print JSON.")
        boolean json;

        @Mixin
        OnRecord data = new OnRecord();

        @Spec
        CommandSpec spec = CommandSpec.create();

        PrintWriter out() {
            return spec.commandLine().getOut();
        }

        static Replay replay(OnRecord.Open open, PatientKey patient, Procedure procedure) {
            return new Replay(patient, procedure, Instant.now(), open.settings().zone());
        }
    }

    /// The procedures of one or all centres, in the order in which they were written down.
    @Command(name = "list", mixinStandardHelpOptions = true,
            description = "Lists the procedures that were begun.")
    static final class Listed extends OnProcedures {

        @Option(names = "--centre", paramLabel = "ID", description = "Of this centre only.")
        @Nullable String centre;

        @Override
        public Integer call() {
            try (OnRecord.Open open = data.open(OnRecord.SEE_PATIENTS)) {
                for (Centre each : open.centres().all()) {
                    if (centre == null || each.id().equals(centre)) {
                        open.access().lookedAtMany(open.author(), each.id(), "theatre list");
                        list(open, each.id());
                    }
                }
            }
            return Main.DONE;
        }

        private void list(OnRecord.Open open, String of) {
            for (PatientKey patient : open.theatre().patients(of)) {
                for (Procedure procedure : open.theatre().procedures(patient)) {
                    Replay replay = replay(open, patient, procedure);
                    out().println(json ? CourseJson.line(replay.summary()) : replay.headline());
                }
            }
        }
    }

    /// One procedure, entry by entry.
    @Command(name = "replay", mixinStandardHelpOptions = true,
            description = "Prints a procedure step by step, with what was refused and why.")
    static final class Replayed extends OnProcedures {

        @Parameters(paramLabel = "ID", description = "The procedure, as the list names it; or the"
                + " patient, if only one procedure is on record.")
        String id = "";

        @Override
        public Integer call() {
            try (OnRecord.Open open = data.open(OnRecord.SEE_PATIENTS)) {
                Optional<UUID> named = uuid(id);
                PatientKey patient = named.isPresent()
                        ? new Journal(open.database()).find(named.get())
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "no procedure %s is on record; theatre list shows them"
                                                .formatted(id)))
                                .patient()
                        : open.patient(id);
                open.access().looked(open.author(), patient, "theatre replay");
                Procedure procedure = named.isPresent()
                        ? open.theatre().read(patient, new EventId(named.get()))
                        : only(patient, open.theatre().procedures(patient));
                Replay replay = replay(open, patient, procedure);
                out().println(json ? replay.json() : replay.text());
            }
            return Main.DONE;
        }

        private static Procedure only(PatientKey patient, List<Procedure> procedures) {
            Check.that(!procedures.isEmpty(), "no procedure of %s is on record", patient);
            Check.that(procedures.size() == 1, "%s has several procedures; name one of %s",
                    patient, procedures.stream().map(Procedure::id).toList());
            return procedures.getFirst();
        }

        private static Optional<UUID> uuid(String text) {
            return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                    ? Optional.of(UUID.fromString(text)) : Optional.empty();
        }
    }
}
