package limbline.app.cli;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import limbline.app.Server;
import limbline.app.Settings;
import limbline.app.database.Database;
import limbline.app.journal.Seals;
import limbline.app.journal.Seals.Sealing;
import limbline.app.journal.Verdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `limbline serve`
@Command(
        name = "serve",
        description = "Serves the pages of a centre until it is stopped (Ctrl-C, or SIGTERM).",
        mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {

    @Mixin private DataFolder data = new DataFolder();

    @Option(names = "--port", paramLabel = "PORT", description = "In place of bind.port; 0 for any.")
    private @Nullable Integer port;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = data.settings();
        if (port != null) {
            settings = settings.atPort(port);
        }
        try (Database database = data.open(settings)) {
            try (Server server = Server.start(settings, database, InstantSource.system())) {
                spec.commandLine().getOut().println("Limbline answers at " + server.address());
                server.feed().ifPresent(feed -> spec.commandLine().getOut().printf(
                        "Laboratory messages are taken at %s.%n", shown(feed)));
                spec.commandLine().getOut().println("Stop it with Ctrl-C.");
                Stop.awaited();
            }
            seal(data.path(), database, spec);
        } finally {
            Stop.done(); // also where the database is gone: or the process would wait for itself
        }
        return 0;
    }

    /// As `ward send --to` takes it.
    static String shown(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /// Seals the record as it stands at the end of a run, so that what is cut off later is found.
    static void seal(Path folder, Database database, CommandSpec spec) {
        switch (new Seals(folder).seal(database.dataSource())) {
            case Sealing.Sealed(Path file, long events, long _) -> spec.commandLine().getOut()
                    .printf("%,d events are sealed in %s.%n", events, file);
            case Sealing.Refused(Verdict verdict) -> spec.commandLine().getErr()
                    .println("The record is not sealed, because it is damaged. " + verdict.summary());
        }
    }

    /// Waits for the signal to stop, and holds the end of the process back until all is closed.
    static final class Stop {

        private static final CountDownLatch ASKED = new CountDownLatch(1);
        private static final CountDownLatch CLOSED = new CountDownLatch(1);

        private Stop() {}

        static void awaited() throws InterruptedException {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                ASKED.countDown();
                try {
                    CLOSED.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
            ASKED.await();
        }

        static void done() {
            CLOSED.countDown();
        }
    }
}
