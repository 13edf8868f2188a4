import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import limbline.statistics.AalenJohansen;
import limbline.statistics.GrayTest;
import limbline.statistics.KaplanMeier;
import limbline.statistics.LogRank;
import limbline.statistics.RiskTable;
import limbline.statistics.Scale;
import limbline.statistics.Survival;
import limbline.statistics.SurvivalCurve;
import limbline.statistics.pooling.Correction;
import limbline.statistics.pooling.Effect;
import limbline.statistics.pooling.Estimator;
import limbline.statistics.pooling.Limits;
import limbline.statistics.pooling.Sensitivity;
import limbline.statistics.pooling.Studies;
import limbline.statistics.pooling.Study;

/// This library on the files that Data.java made. One line a task, as the peers print it: task,
/// who, answer, milliseconds of each round. The first number is the first call, cold; before the
/// others the task was repeated until the compiler was done with it. Files are read before any
/// clock starts, and what that took is a line of its own.
///
/// The library takes as many threads as the machine shows it: -XX:ActiveProcessorCount sets them.
void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int rounds = Integer.parseInt(arguments[2]);
    wanted = Pattern.compile(arguments.length > 3 ? arguments[3] : ".");
    switch (arguments[1]) {
        case "peers" -> {
            warmNanos = 1_500_000_000;
            peers(folder, rounds);
        }
        case "growth" -> {
            warmNanos = 700_000_000; // there are many, and what is compiled serves the next size
            growth(folder, rounds);
        }
        default -> throw new IllegalArgumentException("peers or growth, not " + arguments[1]);
    }
}

static final String WHO =
        "limbline, threads " + Runtime.getRuntime().availableProcessors();

long warmNanos;

/// The tasks to run; the others are passed over.
Pattern wanted;

/// The arrays of a file; days are whole where they were made so.
record Rows(double[] time, int[] days, int[] status, int[] event, int[] group) {

    Survival any(boolean whole) {
        return whole ? Survival.ofDays(days, event) : Survival.of(time, event);
    }

    Survival competing(boolean whole) {
        return whole ? Survival.ofDays(days, status, 2) : Survival.of(time, status, 2);
    }
}

/// A curve with its limits computed, as `survfit` returns it.
record Limited(SurvivalCurve curve, limbline.statistics.Limits limits) {}

void peers(Path folder, int rounds) throws IOException {
    for (String kind : List.of("days", "continuous")) {
        boolean whole = kind.equals("days");
        Rows many = load(folder, kind, 1_000_000);
        measure("km-" + kind + "-1000000", rounds, () -> kaplanMeier(many.any(whole)), this::at500);
        if (whole) {
            measure("km-days-given-as-decimals-1000000", rounds, () -> kaplanMeier(many.any(false)),
                    this::at500);
        }
        measure("logrank-" + kind + "-1000000", rounds,
                () -> LogRank.of(many.any(whole).grouped(many.group, 2)),
                test -> answers(test.chiSquared()));
        measure("gray-" + kind + "-1000000", rounds,
                () -> GrayTest.of(many.competing(whole).grouped(many.group, 2), 1),
                test -> answers(test.chiSquared()));
        Rows fewer = load(folder, kind, 100_000);
        // Standard errors of every cause are worked out with the curves.
        measure("aj-" + kind + "-100000", rounds, () -> AalenJohansen.of(fewer.competing(whole)),
                curves -> curves.at(1, AalenJohansen.Errors.AALEN, 500).stream()
                        .map(point -> answers(point.incidence(), point.standardError()))
                        .collect(Collectors.joining()));
        // What a cumulative incidence cannot do without, for the page to show beside it.
        if (whole) {
            int places = 3 * (Arrays.stream(fewer.days).max().orElseThrow() + 1);
            measure("floor-count-days-100000", rounds, () -> counted(fewer, places),
                    counts -> answers(counts.length));
        } else {
            measure("floor-write-continuous-100000", rounds, () -> written(fewer),
                    pieces -> answers(pieces.length));
        }
    }
    Rows most = load(folder, "continuous", 10_000_000);
    measure("km-continuous-10000000", rounds, () -> kaplanMeier(most.any(false)), this::at500);
    List<Effect> effects =
            limbline.statistics.pooling.Scale.LOGIT.effects(studies(folder), Correction.WHERE_NEEDED);
    measure("leave-one-out-100", rounds,
            () -> Sensitivity.leaveOneOut(effects, Estimator.REML, Limits.NORMAL, 0.95),
            all -> answers(all.stream().mapToDouble(part -> part.pooled().estimate()).sum(),
                    all.stream().mapToDouble(part -> part.pooled().tau2()).sum()));
}

/// One pass that counts the rows of each day and status, and checks none of them.
int[] counted(Rows rows, int places) {
    int[] counts = new int[places];
    for (int i = 0; i < rows.days.length; i++) {
        counts[3 * rows.days[i] + rows.status[i]]++;
    }
    return counts;
}

/// The answer written down and nothing computed: at every time an incidence and a standard error of
/// two causes.
double[][] written(Rows rows) {
    double[][] pieces = new double[4 * ((rows.time.length + 1023) / 1024)][];
    for (int i = 0; i < pieces.length; i++) {
        int from = i / 4 * 1024;
        pieces[i] = Arrays.copyOfRange(rows.time, from, Math.min(from + 1024, rows.time.length));
    }
    return pieces;
}

/// Each task from 10^3 to 10^7 rows, and one pass of one thread that sums the same arrays.
void growth(Path folder, int rounds) throws IOException {
    for (int n : List.of(1_000, 10_000, 100_000, 1_000_000, 10_000_000)) {
        for (String kind : List.of("days", "continuous")) {
            if (!Files.exists(folder.resolve(kind + "-" + n + ".bin"))) {
                continue;
            }
            boolean whole = kind.equals("days");
            Rows rows = load(folder, kind, n);
            String size = kind + "-" + n;
            measure("pass2-" + size, rounds, () -> pass(rows, whole, false), this::answers);
            measure("pass3-" + size, rounds, () -> pass(rows, whole, true), this::answers);
            measure("table-" + size, rounds, () -> RiskTable.of(rows.any(whole)),
                    table -> answers(table.rows()));
            measure("km-" + size, rounds, () -> kaplanMeier(rows.any(whole)), this::at500);
            measure("logrank-" + size, rounds,
                    () -> LogRank.of(rows.any(whole).grouped(rows.group, 2)),
                    test -> answers(test.chiSquared()));
            measure("aj-" + size, rounds, () -> AalenJohansen.of(rows.competing(whole)),
                    curves -> answers(curves.incidence(1)[0]));
            measure("gray-" + size, rounds,
                    () -> GrayTest.of(rows.competing(whole).grouped(rows.group, 2), 1),
                    test -> answers(test.chiSquared()));
        }
    }
}

double pass(Rows rows, boolean whole, boolean grouped) {
    double times = 0;
    long others = 0;
    if (whole) {
        long days = 0;
        for (int i = 0; i < rows.days.length; i++) {
            days += rows.days[i];
            others += rows.event[i];
        }
        times = days;
    } else {
        for (int i = 0; i < rows.time.length; i++) {
            times += rows.time[i];
            others += rows.event[i];
        }
    }
    if (grouped) {
        for (int group : rows.group) {
            others += group;
        }
    }
    return times + others;
}

Limited kaplanMeier(Survival data) {
    SurvivalCurve curve = KaplanMeier.of(data);
    return new Limited(curve, curve.limits(Scale.LOG_LOG, 0.95));
}

String at500(Limited found) {
    SurvivalCurve.Point point = found.curve.at(Scale.LOG_LOG, 0.95, 500).getFirst();
    return answers(point.survival(), point.lower(), point.upper());
}

String answers(double... values) {
    return DoubleStream.of(values).mapToObj(each -> String.format(Locale.ROOT, "%.12g", each))
            .collect(Collectors.joining(" "));
}

/// Short tasks are repeated within a round until the clock can tell.
<T> void measure(String task, int rounds, Supplier<T> work, Function<T, String> answer) {
    if (!wanted.matcher(task).find()) {
        return;
    }
    long start = System.nanoTime();
    T result = work.get();
    long first = System.nanoTime() - start;
    int calls = 0;
    long warm = System.nanoTime();
    while (System.nanoTime() - warm < warmNanos) {
        result = work.get();
        calls++;
    }
    int repeats = (int) Math.clamp(calls * 5_000_000L / warmNanos, 1, 10_000); // 5 ms a round
    StringBuilder line = new StringBuilder(milliseconds(first, 1));
    for (int i = 0; i < rounds; i++) {
        System.gc(); // what went before is not to be paid for here
        start = System.nanoTime();
        for (int n = 0; n < repeats; n++) {
            result = work.get();
        }
        line.append(',').append(milliseconds(System.nanoTime() - start, repeats));
    }
    IO.println(String.join("\t", task, WHO, answer.apply(result), line));
}

String milliseconds(long nanos, int repeats) {
    return String.format(Locale.ROOT, "%.5f", nanos / 1e6 / repeats);
}

Rows load(Path folder, String kind, int n) throws IOException {
    long start = System.nanoTime();
    ByteBuffer bytes = ByteBuffer.allocate(16 * n).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel file = FileChannel.open(folder.resolve(kind + "-" + n + ".bin"))) {
        while (bytes.hasRemaining() && file.read(bytes) >= 0) { }
    }
    bytes.flip();
    Rows rows = new Rows(new double[n], new int[n], new int[n], new int[n], new int[n]);
    bytes.asDoubleBuffer().get(rows.time);
    bytes.position(8 * n).slice().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(rows.status);
    bytes.position(12 * n).slice().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(rows.group);
    for (int i = 0; i < n; i++) {
        rows.days[i] = (int) rows.time[i];
        rows.event[i] = rows.status[i] == 0 ? 0 : 1;
    }
    IO.println(String.join("\t", "load-" + kind + "-" + n, WHO, Integer.toString(n),
            milliseconds(System.nanoTime() - start, 1)));
    return rows;
}

Studies studies(Path folder) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("studies-100.csv"));
    return Studies.of(IntStream.range(1, lines.size()).mapToObj(i -> {
        String[] cells = lines.get(i).split(",", -1);
        return new Study("study " + i, Integer.parseInt(cells[0]), Integer.parseInt(cells[1]));
    }).toList());
}
