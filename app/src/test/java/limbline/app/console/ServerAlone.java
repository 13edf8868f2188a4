package limbline.app.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import limbline.app.Server;
import limbline.app.Settings;
import limbline.app.Site;
import limbline.app.database.Access;
import limbline.app.database.Database;
import limbline.app.database.JavaProcess;

/// The server of a site in a process of its own, on the site's port and database, so that it can be
/// killed. It is started again with its clock further ahead where a procedure waits.
final class ServerAlone implements AutoCloseable {

    private final Site site;
    private final int port;
    private Duration ahead = Duration.ZERO;
    private JavaProcess process;

    /// @param site stopped
    ServerAlone(Site site) {
        this.site = site;
        this.port = site.address().getPort();
        this.process = start();
    }

    private JavaProcess start() {
        Access owner = site.fresh().owner();
        Access server = site.fresh().server();
        JavaProcess started = JavaProcess.start(ServerAlone.class, owner.url(), owner.user(),
                owner.password(), server.user(), server.password(), String.valueOf(port),
                ahead.toString());
        started.await("listens");
        return started;
    }

    void isKilled(Page page, Duration away) throws InterruptedException {
        isKilled(page, away, () -> {});
    }

    /// It goes and comes back, and the console says so both times.
    ///
    /// @param away how much later it is by its clock
    /// @param meanwhile what is done at the console while it is away
    void isKilled(Page page, Duration away, Runnable meanwhile) throws InterruptedException {
        process.kill();
        assertThat(page.locator("#alone .title")).isVisible();
        meanwhile.run();
        ahead = ahead.plus(away);
        process = start();
        Theatre.awaitLive(page);
    }

    @Override
    public void close() {
        process.close();
    }

    public static void main(String[] told) throws Exception {
        List<String> all = List.of(told);
        Settings settings = Site.settings(Integer.parseInt(all.get(5)));
        Duration ahead = Duration.parse(all.get(6));
        try (Database database = Database.external(
                        new Access(all.get(0), all.get(1), all.get(2)),
                        new Access(all.get(0), all.get(3), all.get(4)));
                Server server = Server.start(
                        settings, database, () -> Instant.now().plus(ahead))) {
            System.out.println("listens at " + server.address());
            System.in.read();
        }
    }
}
