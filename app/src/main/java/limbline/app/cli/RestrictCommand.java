package limbline.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import limbline.app.cli.OnRecord.Open;
import limbline.app.journal.PatientKey;
import limbline.app.security.Restrictions;
import limbline.measure.Check;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `limbline restrict`
@Command(name = "restrict", mixinStandardHelpOptions = true,
        description = "Keeps a patient's record to some accounts; others break the glass, with a"
                + " reason and for a time, and the administrator sees it.")
final class RestrictCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PATIENT", description = "The patient's id, or CENTRE/ID.")
    private String patient = "";

    @Option(names = "--for", paramLabel = "ACCOUNT", split = ",",
            description = "Who may open it; several with commas between.")
    private List<String> accounts = List.of();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why it is restricted.")
    private @Nullable String reason;

    @Option(names = "--lift", description = "Open it to everybody of the centre again.")
    private boolean lift;

    @Mixin private OnRecord data = new OnRecord();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Check.that(lift == (reason == null),
                "either --reason says why the record is restricted, or --lift opens it again");
        try (Open open = data.open(OnRecord.KEEP_IT)) {
            PatientKey whose = open.patient(patient);
            Restrictions restrictions = new Restrictions(open.database().sql());
            if (reason == null) {
                restrictions.lift(whose.centre(), whose.patient().value(), open.author());
                spec.commandLine().getOut().printf(
                        "The record of %s is open to its centre again.%n", whose);
            } else {
                restrictions.restrict(whose.centre(), whose.patient().value(), reason, accounts,
                        open.author());
                spec.commandLine().getOut().printf("The record of %s is kept to: %s.%n", whose,
                        accounts.isEmpty() ? "nobody" : String.join(", ", accounts));
            }
        }
        return Main.DONE;
    }
}
