package limbline.series;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import limbline.measure.Elapsed;
import limbline.patient.PatientId;
import limbline.series.Endpoint.Kind;
import limbline.series.Value.Graded;
import limbline.series.Value.Measured;
import limbline.series.Value.NotAssessable;
import limbline.series.Value.Timed;
import org.jspecify.annotations.Nullable;

/// The rows of one unit by columns, so that a million of them are chosen and counted in loops over
/// arrays of numbers. Words stand once, in a dictionary that all units share.
final class Columns<U extends Unit> {

    /// The row has nothing to do with the endpoint: it has no time zero.
    static final byte NONE = -2;

    /// It cannot be assessed; `used` holds the reason's place in the dictionary.
    static final byte MISSING = -1;

    /// Of one endpoint: the cause, the level, or what is missing; and the days or the number, which
    /// levels have not.
    static final class Answers {
        final Kind kind;
        byte[] code = new byte[0];
        int[] used = new int[0];
        int[] earliest = new int[0];
        int[] latest = new int[0];

        private Answers(Kind kind) {
            this.kind = kind;
        }

        private void grow(int size) {
            int before = code.length;
            code = Arrays.copyOf(code, size);
            Arrays.fill(code, before, size, NONE);
            used = Arrays.copyOf(used, size);
            if (!(kind instanceof Kind.Grades)) {
                earliest = Arrays.copyOf(earliest, size);
                latest = Arrays.copyOf(latest, size);
            }
        }

        void missing(int row, int why) {
            code[row] = MISSING;
            used[row] = why;
        }

        void level(int row, int level) {
            code[row] = (byte) level;
        }

        void amount(int row, int cause, int fewest, int middle, int most) {
            code[row] = (byte) cause;
            earliest[row] = fewest;
            used[row] = middle;
            latest[row] = most;
        }
    }

    private final U unit;
    private final Words words;
    private final Map<Fact, int[]> facts = new EnumMap<>(Fact.class);
    private final Map<String, Answers> answers = new LinkedHashMap<>();
    private int[] patients = new int[0];
    private int[] names = new int[0];
    private int size;

    /// The rows that count, in order; null as long as all do, in the order they came in.
    private int @Nullable [] live;

    Columns(U unit, Words words) {
        this.unit = unit;
        this.words = words;
        for (Fact fact : Fact.values()) {
            facts.put(fact, new int[0]);
        }
        Endpoints.ALL.stream().filter(endpoint -> endpoint.unit().equals(unit))
                .forEach(endpoint -> answers.put(endpoint.name(), new Answers(endpoint.kind())));
    }

    U unit() {
        return unit;
    }

    int size() {
        return size;
    }

    Subject<U> subject(int row) {
        return new Subject<>(unit, new PatientId(words.word(patients[row])),
                words.word(names[row]));
    }

    Answers answers(String endpoint) {
        return Objects.requireNonNull(answers.get(endpoint), endpoint);
    }

    /// Null where it is not stated.
    @Nullable String fact(Fact fact, int row) {
        int code = codes(fact)[row];
        return code == 0 ? null : words.word(code);
    }

    void add(Row row) {
        int at = next(words.patient(row.subject().patient().value()),
                words.place(row.subject().name()));
        row.facts().forEach((fact, value) -> put(fact, at, fact == Fact.PATIENT
                ? words.patient(value) : words.place(value)));
        row.values().forEach((name, value) -> set(answers(name), at, value));
    }

    /// One more row, without facts and answers; its number.
    int next(int patient, int name) {
        if (size == names.length) {
            int room = Math.max(16, size + size / 2);
            patients = Arrays.copyOf(patients, room);
            names = Arrays.copyOf(names, room);
            facts.replaceAll((_, codes) -> Arrays.copyOf(codes, room));
            answers.values().forEach(one -> one.grow(room));
        }
        patients[size] = patient;
        names[size] = name;
        return size++;
    }

    void put(Fact fact, int row, int word) {
        codes(fact)[row] = word;
    }

    private void set(Answers one, int row, Value value) {
        switch (value) {
            case Timed(var days, int cause) -> amount(one, row, cause, days);
            case Graded(int level) -> one.level(row, level);
            case Measured(var amount) -> amount(one, row, 0, amount);
            case NotAssessable(String why) -> one.missing(row, words.place(why));
        }
    }

    private static void amount(Answers one, int row, int cause, Elapsed days) {
        one.amount(row, cause, Math.toIntExact(days.earliest()), Math.toIntExact(days.used()),
                Math.toIntExact(days.latest()));
    }

    private int[] codes(Fact fact) {
        return Objects.requireNonNull(facts.get(fact));
    }

    /// Puts a patient's rows in the place of those there are of that patient; rows must be in the order
    /// of centre and patient. Those that no longer count stay readable for whoever has chosen them.
    ///
    /// @param before how many rows there were before the patient's were added
    void replace(String centre, PatientId patient, int before) {
        int[] known = live;
        int[] old = known == null ? IntStream.range(0, before).toArray() : known;
        int from = firstFrom(old, centre, patient, false);
        int to = firstFrom(old, centre, patient, true);
        int added = size - before;
        int[] after = new int[old.length - (to - from) + added];
        System.arraycopy(old, 0, after, 0, from);
        for (int i = 0; i < added; i++) {
            after[from + i] = before + i;
        }
        System.arraycopy(old, to, after, from + added, old.length - to);
        live = after;
    }

    /// Where the rows of a patient begin, or those after them.
    private int firstFrom(int[] rows, String centre, PatientId patient, boolean after) {
        int low = 0;
        int high = rows.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = Objects.requireNonNullElse(fact(Fact.CENTRE, rows[middle]), "")
                    .compareTo(centre);
            if (order == 0) {
                order = words.word(patients[rows[middle]]).compareTo(patient.value());
            }
            if (order < 0 || (after && order == 0)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Whether more rows are kept that no longer count than rows that do.
    boolean isMostlyDead() {
        return size() > 2 * live().length + 1000;
    }

    private int[] live() {
        int[] known = live;
        return known == null ? IntStream.range(0, size()).toArray() : known;
    }

    /// The rows of which all conditions hold.
    int[] chosen(List<Condition> conditions) {
        int[] live = live();
        boolean[] in = new boolean[size()];
        for (int row : live) {
            in[row] = true;
        }
        for (Condition condition : conditions) {
            int[] codes = codes(condition.fact());
            byte[] holds = new byte[words.size()]; // 0 not asked yet, 1 yes, 2 no
            for (int row = 0; row < in.length; row++) {
                int code = codes[row];
                if (holds[code] == 0) {
                    holds[code] = (byte) (condition.holds(code == 0 ? null : words.word(code))
                            ? 1 : 2);
                }
                in[row] &= holds[code] == 1;
            }
        }
        int count = 0;
        int[] rows = new int[live.length];
        for (int row : live) {
            if (in[row]) {
                rows[count++] = row;
            }
        }
        return Arrays.copyOf(rows, count);
    }
}
