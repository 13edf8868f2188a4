package limbline.app.ward;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import javax.net.ServerSocketFactory;
import limbline.app.database.Database;
import limbline.app.hl7.Inbox;
import limbline.app.hl7.Listener;
import limbline.app.hl7.Senders;

/// A process that takes messages and works on them, until it is killed.
final class FeedProcess {

    private FeedProcess() {}

    /// @param arguments the data folder, and the port
    public static void main(String[] arguments) throws Exception {
        System.setProperty("limbline.home", "..");
        try (Database database = Database.embedded(Path.of(arguments[0]))) {
            Laboratory.Parts parts = Laboratory.parts(database);
            FeedWorker worker = Laboratory.worker(parts);
            Listener listener = Listener.start(ServerSocketFactory.getDefault(),
                    InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1]), Set.of("P"),
                    Senders.parse(""), Duration.ofSeconds(60),
                    new Inbox(database.dataSource(), Laboratory.CENTRE, worker::wake),
                    InstantSource.system());
            System.out.println("ready " + listener.address().getPort());
            System.in.read();
            listener.close();
            worker.close();
        }
    }
}
