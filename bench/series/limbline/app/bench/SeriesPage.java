package limbline.app.bench;

import java.net.URI;
import limbline.app.bench.Users.Times;

/// How long somebody who is signed in waits for the page of a series: the first time, and then.
///
///     SeriesPage ADDRESS ACCOUNT PASSWORD
public final class SeriesPage {

    private static final int REQUESTS = 200;
    private static final String PAGE = "/series/everybody";

    private SeriesPage() {}

    public static void main(String[] args) throws Exception {
        SignedIn user = new SignedIn(URI.create(args[0]), args[1], args[2]);
        Users one = new Users(1);
        Times first = one.withoutPause(1, (_, _) -> user.get(PAGE));
        Times then = one.withoutPause(REQUESTS, (_, _) -> user.get(PAGE));
        System.out.printf("first %.0f ms; then, of %d, median %.1f ms, 99 in 100 below %.1f ms.%n",
                first.within(1), REQUESTS, then.within(0.5), then.within(0.99));
    }
}
