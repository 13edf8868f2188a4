package limbline.app.bench;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import limbline.app.bench.Users.Times;

/// How long a signed-in clinician waits for the board's page of a patient, for the sheet as PDF, for
/// the list of a meeting and for the clinic's list.
///
///     BoardPages ADDRESS ACCOUNT PASSWORD PATIENTS REQUESTS
///
/// Prints a line of a Markdown table for each: page, users, requests, first, p50, p99, longest
/// (ms); then, a line each, how long our own counts took.
public final class BoardPages {

    private static final String COUNTING = "being counted";
    private static final String MEETING = "2031-03-03";
    private static final int ON_THE_LIST = 12;

    private final SignedIn user;
    private final int patients;

    private BoardPages(SignedIn user, int patients) {
        this.user = user;
        this.patients = patients;
    }

    public static void main(String[] args) throws Exception {
        BoardPages board = new BoardPages(
                new SignedIn(URI.create(args[0]), args[1], args[2]), Integer.parseInt(args[3]));
        int requests = Integer.parseInt(args[4]);
        String then = "/patients/%s/board?known=2024-06-30";
        String now = "/patients/%s/board";
        double first = board.times(now, 1, 1).within(1);
        double counted = board.counted(now);
        double firstThen = board.times(then, 1, 1).within(1);
        double countedThen = board.counted(then);
        board.listForTheMeeting();
        board.times(now, 2, requests / 2); // warm
        for (int users : new int[] {1, 4}) {
            print("board page", first, board.times(now, users, requests));
        }
        print("board page as known on a day", firstThen, board.times(then, 1, requests));
        board.page("list of a meeting, " + ON_THE_LIST + " patients", "/board?day=" + MEETING,
                requests / 4);
        board.page("clinic's list", "/clinic", requests / 4);
        board.page("clinic's list, a later page", "/clinic?page=200", requests / 4);
        board.page("one patient of the clinic", "/clinic/patients/%s", requests / 4);
        board.page("sheet as PDF", "/patients/%s/board.pdf", Math.max(10, requests / 50));
        System.out.printf("%nOur own counts were there after %.1f s of today, and %.1f s of an "
                + "earlier day.%n", counted, countedThen);
    }

    /// Seconds until our own counts are on the page.
    private double counted(String page) throws Exception {
        long begin = System.nanoTime();
        while (user.get(page.formatted(patient(1))).contains(COUNTING)) {
            Thread.sleep(100);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static String patient(int number) {
        return "L-%07d".formatted(number);
    }

    /// Puts as many on the list as there should be, unless they are.
    private void listForTheMeeting() throws Exception {
        if (user.get("/board?day=" + MEETING).contains(patient(patients / ON_THE_LIST))) {
            return;
        }
        for (int i = 1; i <= ON_THE_LIST; i++) {
            String page = "/patients/" + patient(patients / ON_THE_LIST * i) + "/board";
            String body = user.get(page);
            Map<String, String> form = new LinkedHashMap<>();
            SignedIn.fields(body.substring(body.indexOf("/board/list"))).entrySet().stream()
                    .limit(3) // the token, the command and the position
                    .forEach(field -> form.put(field.getKey(), field.getValue()));
            form.put("meeting", MEETING);
            form.put("question", "What now?");
            int status = user.post(page + "/list", form).statusCode();
            if (status != 303) {
                throw new IOException(page + "/list answered " + status);
            }
        }
    }

    /// One user, the first request apart and as many to warm up.
    private void page(String called, String page, int requests) throws Exception {
        double first = times(page, 1, 1).within(1);
        times(page, 1, requests);
        print(called, first, times(page, 1, requests));
    }

    private static void print(String page, double first, Times times) {
        String[] told = times.line("\t").split("\t", -1);
        System.out.printf("| %s | %s | %s | %.0f | %s | %s | %s |%n", page, told[0], told[1], first,
                told[2], told[3], told[4]);
    }

    private Times times(String page, int users, int requests) throws Exception {
        return new Users(users).withoutPause(requests, (_, random) ->
                user.get(page.formatted(patient(random.nextInt(1, patients + 1)))));
    }
}
