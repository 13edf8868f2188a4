package limbline.app.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
        description = "Verify and seal the record.",
        subcommands = {JournalCommand.Verify.class, JournalCommand.SealNow.class})
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
            try (OnRecord.Open open = data.open()) {
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
            try (OnRecord.Open open = data.open()) {
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

    private static void print(Verdict verdict, CommandSpec spec) {
        List<String> findings = verdict.findings();
        findings.forEach(spec.commandLine().getOut()::println);
        if (verdict.more() > 0) {
            spec.commandLine().getOut().printf("... and %,d more.%n", verdict.more());
        }
        spec.commandLine().getOut().println(verdict.summary());
    }
}
