package limbline.app.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import limbline.app.board.BoardListed;
import limbline.app.exchange.CourseJson;
import limbline.app.journal.Centre;
import limbline.app.journal.Seals.Sealing;
import limbline.app.journal.Seals;
import limbline.app.journal.Verdict;
import limbline.app.series.Rebuilding.Rebuilt;
import limbline.app.series.Rebuilding;
import limbline.measure.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Whether the record is what was written.
@Command(name = "journal", mixinStandardHelpOptions = true,
        description = "Verifies and seals the record, and rebuilds what is derived from it.",
        subcommands = {
            JournalCommand.Verify.class,
            JournalCommand.SealNow.class,
            JournalCommand.Rebuild.class,
        })
final class JournalCommand {

    private JournalCommand() {}

    @Command(name = "verify", mixinStandardHelpOptions = true,
            description = "Read the whole record and say where it was changed, if it was.")
    static final class Verify implements Callable<Integer> {

        @Option(names = "--json", description = "As JSON.")
        boolean json;

        @Mixin
        OnRecord data = new OnRecord();

        @Spec
        CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            try (OnRecord.Open open = data.open(OnRecord.KEEP_IT)) {
                Verdict verdict = new Seals(open.folder()).verify(open.database().dataSource());
                if (json) {
                    spec.commandLine().getOut().println(CourseJson.line(verdict(verdict)));
                } else {
                    print(verdict, spec);
                }
                return verdict.holds() ? Main.DONE : Main.IN_PART;
            }
        }

        private static Map<String, Object> verdict(Verdict verdict) {
            return Map.of("holds", verdict.holds(), "events", verdict.events(),
                    "patients", verdict.patients(), "findings", verdict.findings(),
                    "more", verdict.more(),
                    "sealed", verdict.since().map(Object::toString).orElse(""));
        }
    }

    @Command(name = "seal", mixinStandardHelpOptions = true,
            description = "Verify the record and seal how it ends today, so that what is cut off or"
                    + " rewritten whole is found later.")
    static final class SealNow implements Callable<Integer> {

        @Mixin
        OnRecord data = new OnRecord();

        @Spec
        CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            try (OnRecord.Open open = data.open(OnRecord.KEEP_IT)) {
                return switch (new Seals(open.folder()).seal(open.database().dataSource())) {
                    case Sealing.Sealed sealed -> {
                        spec.commandLine().getOut().printf("%s of %s are sealed in %s;"
                                + " keep a copy of it elsewhere.%n",
                                Text.counted(sealed.events(), "event"),
                                Text.counted(sealed.patients(), "patient"), sealed.file());
                        yield Main.DONE;
                    }
                    case Sealing.Refused(Verdict verdict) -> {
                        print(verdict, spec);
                        yield Main.IN_PART;
                    }
                };
            }
        }
    }

    @Command(name = "rebuild", mixinStandardHelpOptions = true,
            description = "Fold every patient's record again, say where what is derived differs from"
                    + " it, and put that right. No server may run meanwhile.")
    static final class Rebuild implements Callable<Integer> {

        private static final int MOST_NAMED = 20;
        private static final int SECONDS_BETWEEN = 2;
        private static final int WORTH_TELLING = 1_000;

        @Mixin
        OnRecord data = new OnRecord();

        @Spec
        CommandSpec spec = CommandSpec.create();

        private final long begin = System.nanoTime();
        private long told = begin;

        @Override
        public Integer call() {
            Rebuilt[] rebuilt = new Rebuilt[1];
            try (OnRecord.Open open = data.open(OnRecord.KEEP_IT)) {
                Rebuilding rebuilding = new Rebuilding(open.desk(), open.worklist(),
                        open.series().rows(), open.clinicRows(),
                        new BoardListed(open.database().dataSource()));
                List<String> centres = open.centres().all().stream().map(Centre::id).toList();
                open.database().alone("rebuilt", () ->
                        rebuilt[0] = rebuilding.run(centres, this::progress));
            }
            return print(rebuilt[0]);
        }

        private int print(Rebuilt rebuilt) {
            PrintWriter out = spec.commandLine().getOut();
            int differed = rebuilt.worklist().size();
            rebuilt.worklist().stream().limit(MOST_NAMED)
                    .forEach(patient -> out.println(patient + " differed"));
            out.println("Patients folded: %,d. %s".formatted(rebuilt.patients(), differed == 0
                    ? "The worklist is equal to the fold."
                    : "Rows of the worklist that differed and are put right: %,d."
                            .formatted(differed)));
            if (rebuilt.series() > 0) {
                out.println("Patients whose rows of the series differed and are put right: %,d."
                        .formatted(rebuilt.series()));
            }
            if (rebuilt.clinic() > 0) {
                out.println("Rows of the clinic's list that differed and are put right: %,d."
                        .formatted(rebuilt.clinic()));
            }
            if (rebuilt.beside() > 0) {
                out.println("Counts and words of the worklist that differed and are put right: %,d."
                        .formatted(rebuilt.beside()));
            }
            if (rebuilt.board() > 0) {
                out.println("Entries on lists of the board that differed and are put right: %,d."
                        .formatted(rebuilt.board()));
            }
            return differed + rebuilt.series() + rebuilt.clinic() + rebuilt.beside()
                    + rebuilt.board() == 0 ? Main.DONE : Main.IN_PART;
        }

        private void progress(int patients) {
            long now = System.nanoTime();
            if (patients >= WORTH_TELLING && now - told > SECONDS_BETWEEN * 1_000_000_000L) {
                told = now;
                spec.commandLine().getErr().printf("%,d patients folded, %,.0f a second%n",
                        patients, patients / ((now - begin) / 1e9));
                spec.commandLine().getErr().flush();
            }
        }
    }

    static void print(Verdict verdict, CommandSpec spec) {
        List<String> findings = verdict.findings();
        findings.forEach(spec.commandLine().getOut()::println);
        if (verdict.more() > 0) {
            spec.commandLine().getOut().printf("... and %,d more.%n", verdict.more());
        }
        spec.commandLine().getOut().println(verdict.summary());
    }
}
