package limbline.app.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import limbline.app.course.Worklist;
import limbline.app.exchange.CourseJson;
import limbline.app.journal.Seals;
import limbline.app.journal.Seals.Sealing;
import limbline.app.journal.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Whether the record is what was written.
@Command(name = "journal", mixinStandardHelpOptions = true,
        description = "Verify and seal the record, and rebuild what is derived from it.",
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
                        spec.commandLine().getOut().printf("%d events of %d patients are sealed in"
                                + " %s; keep a copy of it elsewhere.%n",
                                sealed.events(), sealed.patients(), sealed.file());
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
            description = "Fold every patient's record again, say where the worklist differs from"
                    + " it, and put that right. No server may run meanwhile.")
    static final class Rebuild implements Callable<Integer> {

        private static final int MOST_NAMED = 20;

        @Mixin
        OnRecord data = new OnRecord();

        @Spec
        CommandSpec spec = CommandSpec.create();

        private int patients;
        private int differed;
        private int rows;
        private int clinic;

        @Override
        public Integer call() {
            try (OnRecord.Open open = data.open(OnRecord.KEEP_IT)) {
                open.database().alone("rebuilt", () -> open.centres().all()
                        .forEach(centre -> {
                            add(open.worklist().rebuild(centre.id()));
                            rows += open.series().rows().rebuild(centre.id());
                            clinic += open.clinic().rebuild(centre.id());
                        }));
            }
            spec.commandLine().getOut().println("Patients folded: %,d. %s".formatted(patients,
                    differed == 0
                            ? "The worklist is equal to the fold."
                            : "Rows of the worklist that differed and are put right: %,d."
                                    .formatted(differed)));
            if (rows > 0) {
                spec.commandLine().getOut().println("Patients whose rows of the series differed and"
                        + " are put right: %,d.".formatted(rows));
            }
            if (clinic > 0) {
                spec.commandLine().getOut().println("Rows of the clinic's list that differed and are"
                        + " put right: %,d.".formatted(clinic));
            }
            return differed + rows + clinic == 0 ? Main.DONE : Main.IN_PART;
        }

        private void add(Worklist.Rebuilt rebuilt) {
            patients += rebuilt.patients();
            differed += rebuilt.differed().size();
            rebuilt.differed().stream().limit(MOST_NAMED).forEach(patient ->
                    spec.commandLine().getOut().println(patient + " differed"));
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
