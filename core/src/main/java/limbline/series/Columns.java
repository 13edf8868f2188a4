package limbline.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import limbline.patient.PatientId;
import limbline.measure.Elapsed;
import limbline.series.Value.Graded;
import limbline.series.Value.Measured;
import limbline.series.Value.NotAssessable;
import limbline.series.Value.Timed;
import org.jspecify.annotations.Nullable;

/// The rows of one unit by columns, so that a million of them are chosen and counted in loops over
/// arrays of numbers. Words stand once, in a dictionary.
final class Columns<U extends Unit> {

    /// The row has nothing to do with the endpoint: it has no time zero.
    static final byte NONE = -2;

    /// It cannot be assessed; `used` holds the reason's place in the dictionary.
    static final byte MISSING = -1;

    /// Of one endpoint: the cause, the level, or what is missing; and the days or the number.
    static final class Answers {
        byte[] code = new byte[0];
        int[] earliest = new int[0];
        int[] used = new int[0];
        int[] latest = new int[0];

        private void grow(int size) {
            int before = code.length;
            code = Arrays.copyOf(code, size);
            Arrays.fill(code, before, size, NONE);
            earliest = Arrays.copyOf(earliest, size);
            used = Arrays.copyOf(used, size);
            latest = Arrays.copyOf(latest, size);
        }
    }

    private final U unit;
    private final List<Subject<U>> subjects = new ArrayList<>();
    private final Map<Fact, int[]> facts = new EnumMap<>(Fact.class);
    private final Map<String, Answers> answers = new LinkedHashMap<>();
    private final List<String> words = new ArrayList<>(List.of(""));
    private final Map<String, Integer> places = new HashMap<>();
    private int room;

    /// The rows that count, in order; null as long as all do, in the order they came in.
    private int @Nullable [] live;

    Columns(U unit) {
        this.unit = unit;
        for (Fact fact : Fact.values()) {
            facts.put(fact, new int[0]);
        }
        Endpoints.ALL.stream().filter(endpoint -> endpoint.unit().equals(unit))
                .forEach(endpoint -> answers.put(endpoint.name(), new Answers()));
    }

    U unit() {
        return unit;
    }

    int size() {
        return subjects.size();
    }

    Subject<U> subject(int row) {
        return subjects.get(row);
    }

    Answers answers(String endpoint) {
        return Objects.requireNonNull(answers.get(endpoint), endpoint);
    }

    /// Null where it is not stated.
    @Nullable String fact(Fact fact, int row) {
        int code = codes(fact)[row];
        return code == 0 ? null : words.get(code);
    }

    String word(int place) {
        return words.get(place);
    }

    @SuppressWarnings("unchecked") // the caller sorts rows by their unit
    void add(Row row) {
        int at = subjects.size();
        if (at == room) {
            room = Math.max(16, room * 2);
            facts.replaceAll((_, codes) -> Arrays.copyOf(codes, room));
            answers.values().forEach(one -> one.grow(room));
        }
        subjects.add((Subject<U>) row.subject());
        row.facts().forEach((fact, value) -> codes(fact)[at] = place(value));
        row.values().forEach((name, value) -> set(answers(name), at, value));
    }

    private void set(Answers one, int row, Value value) {
        switch (value) {
            case Timed(var days, int cause) -> put(one, row, cause, days);
            case Graded(int level) -> one.code[row] = (byte) level;
            case Measured(var amount) -> put(one, row, 0, amount);
            case NotAssessable(String why) -> {
                one.code[row] = MISSING;
                one.used[row] = place(why);
            }
        }
    }

    private static void put(Answers one, int row, int code, Elapsed days) {
        one.code[row] = (byte) code;
        one.earliest[row] = Math.toIntExact(days.earliest());
        one.used[row] = Math.toIntExact(days.used());
        one.latest[row] = Math.toIntExact(days.latest());
    }

    private int[] codes(Fact fact) {
        return Objects.requireNonNull(facts.get(fact));
    }

    private int place(String word) {
        return places.computeIfAbsent(word, _ -> {
            words.add(word);
            return words.size() - 1;
        });
    }

    /// Puts a patient's rows in the place of those there are of that patient; rows must be in the order
    /// of centre and patient. Those that no longer count stay readable for whoever has chosen them.
    void replace(String centre, PatientId patient, List<Row> rows) {
        int[] before = live();
        int from = firstFrom(before, centre, patient, false);
        int to = firstFrom(before, centre, patient, true);
        int[] after = new int[before.length - (to - from) + rows.size()];
        System.arraycopy(before, 0, after, 0, from);
        for (int i = 0; i < rows.size(); i++) {
            after[from + i] = size();
            add(rows.get(i));
        }
        System.arraycopy(before, to, after, from + rows.size(), before.length - to);
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
                order = subject(rows[middle]).patient().value().compareTo(patient.value());
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
                    holds[code] = (byte) (condition.holds(code == 0 ? null : words.get(code))
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
