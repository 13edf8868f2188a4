import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import limbline.statistics.Survival;
import limbline.statistics.regression.Coefficients;
import limbline.statistics.regression.Covariates;
import limbline.statistics.regression.CoxFit;
import limbline.statistics.regression.FineGrayFit;

static final int COVARIATES = 5;
static final String WHO = "limbline, threads " + Runtime.getRuntime().availableProcessors();

/// Makes rows with five covariates, and fits models to them. One line a task, as the peers print
/// it: task, who, answer, milliseconds of each round; the first is the first call, cold.
void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    int rounds = Integer.parseInt(arguments[2]);
    int largest = Integer.parseInt(arguments[3]);
    switch (arguments[1]) {
        case "data" -> {
            for (int n = 1_000; n <= largest; n *= 10) {
                make(folder.resolve("days-" + n + ".bin"), n, true);
                make(folder.resolve("continuous-" + n + ".bin"), n, false);
            }
        }
        case "peers" -> {
            for (String kind : List.of("days", "continuous")) {
                for (int n : List.of(10_000, 100_000, 1_000_000)) {
                    if (n <= largest) {
                        fit(folder, kind, n, rounds, true);
                    }
                }
            }
        }
        case "growth" -> {
            for (int n = 1_000; n <= largest; n *= 10) {
                for (String kind : List.of("days", "continuous")) {
                    fit(folder, kind, n, rounds, false);
                }
            }
        }
        case "second" -> second();
        case "memory" -> {
            Path file = folder.resolve(arguments[4] + "-" + largest + ".bin");
            fitOnce(file, largest, arguments[5]);
        }
        default -> throw new IllegalArgumentException(
                "data, peers, growth, second or memory, not " + arguments[1]);
    }
}

/// Per file n doubles (time), n ints (0 censored, 1 event, 2 competing event), and n doubles of
/// each covariate, little-endian.
void make(Path file, int n, boolean days) throws IOException {
    long size = n * (12L + 8 * COVARIATES);
    if (Files.exists(file) && Files.size(file) == size) {
        return;
    }
    SplittableRandom random = new SplittableRandom(20261125L + n);
    double[][] columns = new double[COVARIATES + 1][n];
    int[] status = new int[n];
    double[] effect = {0.4, -0.3, 0.2, 0, -0.1};
    for (int i = 0; i < n; i++) {
        double predictor = 0;
        for (int j = 0; j < COVARIATES; j++) {
            columns[1 + j][i] = j == 1 ? random.nextInt(2) : 2 * random.nextDouble() - 1;
            predictor += effect[j] * columns[1 + j][i];
        }
        double event = -Math.log(1 - random.nextDouble()) * 900 * Math.exp(-predictor);
        double other = -Math.log(1 - random.nextDouble()) * 2500;
        double censored = random.nextDouble() * 5000;
        double time = Math.min(censored, Math.min(event, other));
        columns[0][i] = days ? Math.ceil(time) : time;
        status[i] = time == censored ? 0 : time == event ? 1 : 2;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE,
            StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
        write(channel, columns[0]);
        ByteBuffer bytes = ByteBuffer.allocate(4 * n).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(status);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        for (int j = 1; j < columns.length; j++) {
            write(channel, columns[j]);
        }
    }
}

void write(FileChannel channel, double[] column) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(8 * column.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(column);
    while (bytes.hasRemaining()) {
        channel.write(bytes);
    }
}

ByteBuffer read(FileChannel channel, int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) { }
    return bytes.flip();
}

void fit(Path folder, String kind, int n, int rounds, boolean warm) throws IOException {
    double[] time = new double[n];
    int[] status = new int[n];
    double[][] x = new double[COVARIATES][n];
    try (FileChannel file = FileChannel.open(folder.resolve(kind + "-" + n + ".bin"))) {
        read(file, 8 * n).asDoubleBuffer().get(time);
        read(file, 4 * n).asIntBuffer().get(status);
        for (double[] column : x) {
            read(file, 8 * n).asDoubleBuffer().get(column);
        }
    }
    int[] event = new int[n];
    for (int i = 0; i < n; i++) {
        event[i] = status[i] == 1 ? 1 : 0;
    }
    Covariates covariates = Covariates.of(List.of("a", "b", "c", "d", "e"), x);
    measure("cox-" + kind + "-" + n, rounds, warm,
            () -> CoxFit.of(Survival.of(time, event), covariates).coefficients());
    measure("finegray-" + kind + "-" + n, rounds, warm,
            () -> FineGrayFit.of(Survival.of(time, status, 2), 1, covariates).coefficients());
}

/// Fits one model, in whatever heap there is; the file is read without taking any.
void fitOnce(Path path, int n, String model) throws IOException {
    double[] time = new double[n];
    int[] status = new int[n];
    double[][] x = new double[COVARIATES][n];
    try (FileChannel file = FileChannel.open(path)) {
        ByteBuffer bytes = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size())
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < n; i++) {
            time[i] = bytes.getDouble(8 * i);
            int kind = bytes.getInt(8 * n + 4 * i);
            status[i] = model.equals("cox") ? kind == 1 ? 1 : 0 : kind;
            for (int j = 0; j < COVARIATES; j++) {
                x[j][i] = bytes.getDouble(12 * n + 8 * (j * n + i));
            }
        }
    }
    Covariates covariates = Covariates.of(List.of("a", "b", "c", "d", "e"), x);
    IO.println((model.equals("cox") ? CoxFit.of(Survival.of(time, status), covariates).coefficients()
            : FineGrayFit.of(Survival.of(time, status, 2), 1, covariates).coefficients())
            .values()[0]);
}

/// How many times as much arithmetic in registers two threads do as one does, in the same time:
/// what a second processor of this machine is worth to work that waits for no memory.
void second() throws InterruptedException {
    calculate(1);
    double one = 0;
    double two = 0;
    for (int round = 0; round < 5; round++) {
        one = Math.max(one, calculate(1));
        two = Math.max(two, calculate(2));
    }
    IO.println(String.format(Locale.ROOT, "%.2f", two / one));
}

double calculate(int threads) throws InterruptedException {
    double[] sums = new double[16 * threads];
    List<Thread> all = IntStream.range(0, threads).mapToObj(t -> new Thread(() -> {
        double sum = 0;
        double other = 1;
        for (int i = 1; i < 100_000_000; i++) {
            sum += i * 1e-9;
            other = other * 0.999999 + sum;
        }
        sums[16 * t] = sum + other;
    })).toList();
    long start = System.nanoTime();
    all.forEach(Thread::start);
    for (Thread each : all) {
        each.join();
    }
    return threads / ((System.nanoTime() - start) / 1e9);
}

void measure(String task, int rounds, boolean warm, Supplier<Coefficients> work) {
    long start = System.nanoTime();
    Coefficients found = work.get();
    StringBuilder line = new StringBuilder(milliseconds(System.nanoTime() - start, 1));
    long since = System.nanoTime();
    int calls = 0;
    boolean seconds = System.nanoTime() - start > 1_000_000_000L; // which is warm after one call
    while (!(seconds && !warm) && System.nanoTime() - since < (warm ? 2_000_000_000L : 500_000_000L)) {
        work.get();
        calls++;
    }
    int repeats = Math.clamp(calls / 40, 1, 1000);
    // What takes seconds is not repeated for growth.
    int times = !warm && calls < 2 ? 1 : rounds;
    for (int i = 0; i < times; i++) {
        System.gc(); // what went before is not to be paid for here
        start = System.nanoTime();
        for (int k = 0; k < repeats; k++) {
            work.get();
        }
        line.append(',').append(milliseconds(System.nanoTime() - start, repeats));
    }
    String answer = DoubleStream.concat(DoubleStream.of(found.values()),
                    DoubleStream.of(found.standardErrors()))
            .mapToObj(each -> String.format(Locale.ROOT, "%.12g", each))
            .collect(Collectors.joining(" "));
    IO.println(String.join("\t", task, WHO, answer, line));
}

String milliseconds(long nanos, int repeats) {
    return String.format(Locale.ROOT, "%.5f", nanos / 1e6 / repeats);
}
