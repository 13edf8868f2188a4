package limbline.app.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import limbline.app.Server;
import limbline.app.Settings;
import limbline.app.database.Database;
import limbline.app.demonstration.Demonstration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `limbline demo`
@Command(
        name = "demo",
        description = {
            "Starts a demonstration on this machine: an invented centre of thirty courses, the"
                    + " case of the paper, and two real cohorts.",
            "What you enter there is kept until you delete the data folder."
        },
        mixinStandardHelpOptions = true)
final class Demo implements Callable<Integer> {

    @Mixin private DataFolder data = new DataFolder();

    @Option(names = "--port", paramLabel = "PORT", description = "In place of bind.port; 0 for any.")
    private @Nullable Integer port;

    @Option(
            names = "--speed",
            paramLabel = "TIMES",
            description = "How fast the demonstration's clock runs (default: ${DEFAULT-VALUE}).")
    private int speed = 1;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Settings settings = data.settings().ofCentre(Demonstration.CENTRE).withFeedAtPort(0);
        if (port != null) {
            settings = settings.atPort(port);
        }
        out.println("Opening the database in " + data.path() + " ...");
        try (Database database = data.open(settings)) {
            Demonstration demonstration = new Demonstration(
                    database, InstantSource.system(), DataFolder.home(), settings.zone());
            demonstration.load(out::println);
            try (Server server =
                    Server.start(settings, database, demonstration.clock(speed))) {
                out.println();
                out.println("Limbline answers at " + server.address());
                server.feed().ifPresent(feed -> out.println("Laboratory messages (HL7) are taken at "
                        + Serve.shown(feed)));
                out.println();
                out.println("  account         password");
                Demonstration.ACCOUNTS.forEach(account ->
                        out.printf("  %-15s %s%n", account, Demonstration.PASSWORD));
                out.println();
                out.println("Where two people confirm, the PIN of each is " + Demonstration.PIN + ".");
                out.println();
                out.println("The centre and its patients INV-... are invented; PAPER-1 and the");
                out.println("cohorts are published. Not a medical device. Stop it with Ctrl-C.");
                Serve.Stop.awaited();
            }
            Serve.seal(data.path(), database, spec);
        } finally {
            Serve.Stop.done();
        }
        return 0;
    }
}
