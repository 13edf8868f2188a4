package limbline.app.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import limbline.app.bench.Users.Times;

/// How long a signed-in user waits for a page.
///
///     RecordPages ADDRESS ACCOUNT PASSWORD PATIENTS REQUESTS SERVER FOLDER [USERS...]
///
/// With 1, 8 and 32 users asking without a pause and with 8 who ask once a second each; where USERS are
/// given, with those alone, without a pause. Before that each page is asked for five times as often: a
/// server runs for months, and its compiler is at work for the first 10,000 pages. SERVER is the process,
/// FOLDER that of its data. Prints `page, way, users, requests, p50, p99, longest` in milliseconds, and
/// behind them pages a second and what a page took of the processors in ms: in the server, in
/// PostgreSQL, and here.
public final class RecordPages {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int WITH_PAUSE = 8;

    private final List<SignedIn> people = new ArrayList<>();
    private final int patients;
    private final List<Processor> processes;

    private RecordPages(int patients, List<Processor> processes) {
        this.patients = patients;
        this.processes = processes;
    }

    public static void main(String[] args) throws Exception {
        RecordPages pages = new RecordPages(Integer.parseInt(args[3]), List.of(
                Processor.of(Long.parseLong(args[5])), Processor.ofPostgres(Path.of(args[6])),
                Processor.of(ProcessHandle.current().pid())));
        int requests = Integer.parseInt(args[4]);
        List<Integer> users = args.length == 7 ? List.of(1, 8, 32)
                : List.of(args).subList(7, args.length).stream().map(Integer::parseInt).toList();
        for (int i = 0; i < users.getLast() || i < WITH_PAUSE; i++) {
            pages.people.add(new SignedIn(URI.create(args[0]), args[1], args[2]));
        }
        for (Page page : Page.values()) {
            new Users(8).withoutPause(5 * requests, pages.asking(page)); // warm
            for (int count : users) {
                pages.print(page, "without a pause", () ->
                        new Users(count).withoutPause(requests, pages.asking(page)));
            }
            if (args.length == 7) {
                pages.print(page, "once a second", () -> new Users(WITH_PAUSE)
                        .once(PAUSE, Math.min(requests, 200), pages.asking(page)));
            }
        }
    }

    private enum Page {
        PATIENT("patient page"),
        WORKLIST("worklist"),
        SEARCH("worklist, search by words");

        final String told;

        Page(String told) {
            this.told = told;
        }
    }

    private interface Asked {
        Times times() throws Exception;
    }

    private void print(Page page, String way, Asked asked) throws Exception {
        double[] before = processes.stream().mapToDouble(Processor::time).toArray();
        Times times = asked.times();
        StringBuilder line = new StringBuilder(page.told + "\t" + way + "\t" + times.line("\t"));
        int pages = times.sorted().size();
        line.append(String.format(Locale.ROOT, "\t%.0f", pages / times.seconds()));
        for (int i = 0; i < before.length; i++) {
            line.append(String.format(Locale.ROOT, "\t%.2f",
                    (processes.get(i).time() - before[i]) / 1e3 / pages));
        }
        System.out.println(line);
    }

    private Users.Asking asking(Page page) {
        return (user, random) -> people.get(user).get(path(page, random));
    }

    private String path(Page page, RandomGenerator random) {
        String patient = "L-%07d".formatted(random.nextInt(1, patients + 1));
        return switch (page) {
            case PATIENT -> "/patients/" + patient;
            case WORKLIST -> "/worklist?page=" + random.nextInt(1, 20);
            case SEARCH -> "/worklist?words=" + patient.substring(0, 8);
        };
    }
}
