package limbline.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import limbline.measure.Elapsed;
import limbline.patient.PatientId;
import limbline.series.Endpoint.Kind;
import limbline.series.Unit.Infusions;
import limbline.series.Unit.Lesions;
import limbline.series.Unit.Limbs;
import limbline.series.Unit.Patients;

/// The rows of many patients, ready to be chosen from and counted.
public final class SeriesData {

    private final Words words = new Words();
    private final Columns<Patients> patients = new Columns<>(Unit.Patients.UNIT, words);
    private final Columns<Limbs> limbs = new Columns<>(Unit.Limbs.UNIT, words);
    private final Columns<Infusions> infusions = new Columns<>(Unit.Infusions.UNIT, words);
    private final Columns<Lesions> lesions = new Columns<>(Unit.Lesions.UNIT, words);
    private final List<Columns<?>> all = List.of(patients, limbs, infusions, lesions);

    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    /// Without any row.
    public SeriesData() {}

    public SeriesData add(Row row) {
        columns(row.subject().unit()).add(row);
        return this;
    }

    public SeriesData addAll(Iterable<Row> rows) {
        rows.forEach(this::add);
        return this;
    }

    @SuppressWarnings("unchecked") // each unit has one kind of columns
    <U extends Unit> Columns<U> columns(U unit) {
        return (Columns<U>) switch ((Unit) unit) {
            case Patients _ -> patients;
            case Limbs _ -> limbs;
            case Infusions _ -> infusions;
            case Lesions _ -> lesions;
        };
    }

    /// Adds a patient's rows as they are kept, see [PackedRows].
    ///
    /// @throws IllegalStateException if they are not what this program keeps
    public void add(String centre, PatientId patient, byte[] packed) {
        PackedRows.read(packed, centre, patient, words, this::columns);
    }

    /// Puts a patient's rows in the place of those there are; all rows must have been added in the order
    /// of centre and patient. A series chosen before stays as it is.
    public void replace(String centre, PatientId patient, byte[] packed) {
        lock.writeLock().lock();
        try {
            int[] before = all.stream().mapToInt(Columns::size).toArray();
            add(centre, patient, packed);
            for (int i = 0; i < before.length; i++) {
                all.get(i).replace(centre, patient, before[i]);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /// Whether so much has been replaced that it is better read anew.
    public boolean isWorn() {
        return read(() -> patients.isMostlyDead() || infusions.isMostlyDead());
    }

    /// While nothing is replaced.
    <T> T read(Supplier<T> reading) {
        lock.readLock().lock();
        try {
            return reading.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /// A cohort, chosen from all rows.
    public Series series(Cohort cohort) {
        return read(() -> chosen(cohort));
    }

    private Series chosen(Cohort cohort) {
        return new Series(this, cohort, Map.of(
                Unit.Patients.UNIT, patients.chosen(cohort.conditions()),
                Unit.Limbs.UNIT, limbs.chosen(cohort.conditions()),
                Unit.Infusions.UNIT, infusions.chosen(cohort.conditions()),
                Unit.Lesions.UNIT, lesions.chosen(cohort.conditions())));
    }

    <U extends Unit> Table<U> table(Endpoint<U> endpoint, int[] chosen) {
        return read(() -> counted(endpoint, chosen));
    }

    private <U extends Unit> Table<U> counted(Endpoint<U> endpoint, int[] chosen) {
        return switch (endpoint.kind()) {
            case Kind.Grades kind -> grades(endpoint, kind, chosen);
            case Kind.Measure kind -> measures(endpoint, kind, chosen);
            case Kind.Times kind -> times(endpoint, kind, chosen);
        };
    }

    private <U extends Unit> Table<U> grades(
            Endpoint<U> endpoint, Kind.Grades kind, int[] chosen) {
        Columns.Answers answers = columns(endpoint.unit()).answers(endpoint.name());
        int[] counts = new int[kind.levels().size()];
        for (int row : chosen) {
            if (answers.code[row] >= 0) {
                counts[answers.code[row]]++;
            }
        }
        List<Count<U>> levels = new ArrayList<>();
        for (int count : counts) {
            levels.add(new Count<>(endpoint.unit(), count));
        }
        return new Table.Grades<>(endpoint, kind, levels, missing(endpoint, answers, chosen));
    }

    private <U extends Unit> Table<U> measures(
            Endpoint<U> endpoint, Kind.Measure kind, int[] chosen) {
        Columns.Answers answers = columns(endpoint.unit()).answers(endpoint.name());
        int[] rows = assessed(answers, chosen);
        return new Table.Measures<>(endpoint, kind, taken(answers.used, rows),
                taken(answers.earliest, rows), taken(answers.latest, rows),
                missing(endpoint, answers, chosen));
    }

    private <U extends Unit> Table<U> times(Endpoint<U> endpoint, Kind.Times kind, int[] chosen) {
        Columns.Answers answers = columns(endpoint.unit()).answers(endpoint.name());
        int[] rows = assessed(answers, chosen);
        int[] status = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            status[i] = answers.code[rows[i]];
        }
        return new Times<>(endpoint, kind, status, taken(answers.used, rows),
                taken(answers.earliest, rows), taken(answers.latest, rows), rows,
                missing(endpoint, answers, chosen));
    }

    private static int[] assessed(Columns.Answers answers, int[] chosen) {
        int count = 0;
        int[] rows = new int[chosen.length];
        for (int row : chosen) {
            if (answers.code[row] >= 0) {
                rows[count++] = row;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    private static int[] taken(int[] column, int[] rows) {
        int[] taken = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            taken[i] = column[rows[i]];
        }
        return taken;
    }

    private <U extends Unit> Map<String, Count<U>> missing(
            Endpoint<U> endpoint, Columns.Answers answers, int[] chosen) {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (int row : chosen) {
            if (answers.code[row] == Columns.MISSING) {
                counts.merge(answers.used[row], 1, Integer::sum);
            }
        }
        Map<String, Integer> byWords = new LinkedHashMap<>();
        counts.forEach((place, count) ->
                byWords.put(words.word(place), count));
        return Table.missing(endpoint.unit(), byWords);
    }

    /// A row's answer to an endpoint of its unit; empty where it has nothing to do with it.
    <U extends Unit> Optional<Value> value(Endpoint<U> endpoint, int row) {
        Columns.Answers answers = columns(endpoint.unit()).answers(endpoint.name());
        int code = answers.code[row];
        if (code == Columns.NONE) {
            return Optional.empty();
        }
        if (code == Columns.MISSING) {
            return Optional.of(new Value.NotAssessable(words.word(answers.used[row])));
        }
        return Optional.of(switch (endpoint.kind()) {
            case Kind.Grades _ -> new Value.Graded(code);
            case Kind.Measure _ -> new Value.Measured(amount(answers, row));
            case Kind.Times _ -> new Value.Timed(amount(answers, row), code);
        });
    }

    private static Elapsed amount(Columns.Answers answers, int row) {
        return new Elapsed(answers.earliest[row], answers.latest[row], answers.used[row]);
    }
}
