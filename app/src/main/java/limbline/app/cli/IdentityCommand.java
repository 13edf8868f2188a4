package limbline.app.cli;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import limbline.app.cli.OnRecord.Open;
import limbline.app.journal.Identities;
import limbline.app.journal.Identity;
import limbline.app.journal.PatientKey;
import limbline.app.security.Role;
import limbline.measure.Check;
import limbline.measure.Text;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Who a pseudonym is. No event is touched by any of it.
@Command(name = "identity", mixinStandardHelpOptions = true,
        description = "Prints who a patient is; sets, merges, separates or erases it.",
        footer = {"", "What is not named stays as it is. An erased identity is not taken down again;"
                + " the events stay, and tell no name; messages of the laboratory that name the person are"
                + " emptied. A backup made before still holds it."})
final class IdentityCommand implements Callable<Integer> {

    private static final Role[] ALLOWED = {Role.CLINICIAN, Role.DATA_MANAGER};

    @Parameters(paramLabel = "PATIENT", description = "The patient's id, or CENTRE/ID.")
    private String patient = "";

    @Option(names = "--name", paramLabel = "NAME", description = "Set the name.")
    private @Nullable String name;

    @Option(names = "--born", paramLabel = "DAY", description = "Set the day of birth: 1979-03-31.")
    private @Nullable String born;

    @Option(names = "--hospital-number", paramLabel = "NUMBER", description = "Set the number.")
    private @Nullable String hospitalNumber;

    @Option(names = "--same-as", paramLabel = "PATIENT",
            description = "Say that this is the person of another id, under which it goes on.")
    private @Nullable String sameAs;

    @Option(names = "--separate", description = "Take such a merge back.")
    private boolean separate;

    @Option(names = "--erase", description = "Forget who this is, under all ids of the person.")
    private boolean erase;

    @Mixin private OnRecord data = new OnRecord();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        boolean set = name != null || born != null || hospitalNumber != null;
        int asked = (set ? 1 : 0) + (sameAs != null ? 1 : 0) + (separate ? 1 : 0) + (erase ? 1 : 0);
        Check.that(asked <= 1, "set, merge, separate or erase: one at a time");
        try (Open open = data.open(ALLOWED)) {
            Identities identities = new Identities(open.database().sql());
            PatientKey key = open.patient(patient);
            open.access().looked(open.author(), key, asked == 0 ? "identity" : "identity changed");
            if (set) {
                identities.put(changed(identities.find(key)
                        .orElse(new Identity(key, Optional.empty(), Optional.empty(),
                                Optional.empty()))));
            } else if (sameAs != null) {
                identities.merge(key, open.patient(sameAs));
            } else if (separate) {
                identities.separate(key);
            } else if (erase) {
                identities.erase(key);
            }
            print(key, identities);
        }
        return Main.DONE;
    }

    private Identity changed(Identity old) {
        return new Identity(
                old.patient(),
                name == null ? old.name() : Optional.of(Text.line("--name", name)),
                born == null ? old.born() : Optional.of(day(born)),
                hospitalNumber == null
                        ? old.hospitalNumber()
                        : Optional.of(Text.line("--hospital-number", hospitalNumber)));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(("--born: \"%s\" is not a day; write for example"
                    + " 1979-03-31").formatted(Text.shortened(text)), e);
        }
    }

    private void print(PatientKey key, Identities identities) {
        Optional<Identity> known = identities.find(key);
        spec.commandLine().getOut().printf("%s: %s, born %s, hospital number %s%n", key,
                known.flatMap(Identity::name).orElse("name not on record"),
                known.flatMap(Identity::born).map(LocalDate::toString).orElse("not on record"),
                known.flatMap(Identity::hospitalNumber).orElse("not on record"));
        PatientKey end = identities.goesOnAs(key);
        if (!end.equals(key)) {
            spec.commandLine().getOut().printf("The same person as %s.%n", end);
        }
    }
}
