package limbline.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import limbline.measure.Term;
import org.jspecify.annotations.Nullable;

/// A cohort with everything that follows from it. The same rows give the same series.
public final class Series {

    private final SeriesData data;
    private final Cohort cohort;
    private final Map<Unit, int[]> chosen;
    private final Map<String, Table<?>> tables = new HashMap<>();

    Series(SeriesData data, Cohort cohort, Map<Unit, int[]> chosen) {
        this.data = data;
        this.cohort = cohort;
        this.chosen = chosen;
    }

    public Cohort cohort() {
        return cohort;
    }

    public <U extends Unit> Count<U> size(U unit) {
        return new Count<>(unit, rows(unit).length);
    }

    /// The table of an endpoint; counted when first asked for.
    @SuppressWarnings("unchecked") // an endpoint's name stands for one unit
    public <U extends Unit> Table<U> table(Endpoint<U> endpoint) {
        return (Table<U>) tables.computeIfAbsent(
                endpoint.name(), _ -> data.table(endpoint, rows(endpoint.unit())));
    }

    /// Of every endpoint that says something of somebody in the cohort.
    public List<Table<?>> tables() {
        List<Table<?>> all = new ArrayList<>();
        for (Endpoint<?> endpoint : Endpoints.ALL) {
            Table<?> table = table(endpoint);
            if (table.all().value() > 0) {
                all.add(table);
            }
        }
        return all;
    }

    /// One in the cohort, with its facts and answers.
    public record Member<U extends Unit>(
            Subject<U> subject, Map<Fact, String> facts, Map<Endpoint<U>, Value> values) {

        public Member {
            facts = Collections.unmodifiableMap(facts);
            values = Collections.unmodifiableMap(values);
        }
    }

    /// All of a unit, by centre and patient.
    public <U extends Unit> List<Member<U>> members(U unit) {
        return data.read(() -> all(unit));
    }

    private <U extends Unit> List<Member<U>> all(U unit) {
        Columns<U> columns = data.columns(unit);
        List<Member<U>> members = new ArrayList<>();
        for (int row : rows(unit)) {
            members.add(member(columns, unit, row));
        }
        return members;
    }

    /// Those behind a number.
    ///
    /// @param answer a level, a cause ("censored" where there was none), "assessed", or why it could
    ///     not be assessed
    public <U extends Unit> List<Member<U>> behind(Endpoint<U> endpoint, String answer) {
        return data.read(() -> answering(endpoint, answer));
    }

    private <U extends Unit> List<Member<U>> answering(Endpoint<U> endpoint, String answer) {
        Columns<U> columns = data.columns(endpoint.unit());
        List<Member<U>> members = new ArrayList<>();
        for (int row : rows(endpoint.unit())) {
            Optional<Value> value = data.value(endpoint, row);
            if (value.isPresent() && (words(endpoint, value.get()).equals(answer)
                    || (answer.equals("assessed")
                            && !(value.get() instanceof Value.NotAssessable)))) {
                members.add(member(columns, endpoint.unit(), row));
            }
        }
        return members;
    }

    /// A value in the words of its endpoint: "partial", "died before", "measured".
    public static String words(Endpoint<?> endpoint, Value value) {
        return switch (value) {
            case Value.NotAssessable(String why) -> why;
            case Value.Graded(int level) when endpoint.kind() instanceof Endpoint.Kind.Grades kind ->
                kind.levels().get(level);
            case Value.Timed(_, int cause)
                    when endpoint.kind() instanceof Endpoint.Kind.Times kind ->
                cause == 0 ? "censored" : kind.causes().get(cause - 1);
            case Value.Measured _ -> "measured";
            case Value.Graded _, Value.Timed _ -> throw new IllegalArgumentException(
                    "%s is no answer to %s".formatted(value, endpoint.name()));
        };
    }

    private <U extends Unit> Member<U> member(Columns<U> columns, U unit, int row) {
        Map<Fact, String> facts = new EnumMap<>(Fact.class);
        for (Fact fact : Fact.values()) {
            @Nullable String value = columns.fact(fact, row);
            if (value != null) {
                facts.put(fact, value);
            }
        }
        Map<Endpoint<U>, Value> values = new LinkedHashMap<>();
        for (Endpoint<U> endpoint : of(unit)) {
            data.value(endpoint, row).ifPresent(value -> values.put(endpoint, value));
        }
        return new Member<>(columns.subject(row), facts, values);
    }

    /// The endpoints of a unit.
    @SuppressWarnings("unchecked") // filtered by the unit
    public static <U extends Unit> List<Endpoint<U>> of(U unit) {
        return Endpoints.ALL.stream().filter(endpoint -> endpoint.unit().equals(unit))
                .map(endpoint -> (Endpoint<U>) endpoint).toList();
    }

    /// How a timed endpoint divides by a fact.
    public <U extends Unit> Optional<Subgroups<U>> subgroups(Times<U> times, Fact fact) {
        List<String> values = data.read(() -> {
            Columns<U> columns = data.columns(times.endpoint().unit());
            return Arrays.stream(times.rows()).mapToObj(row ->
                    Objects.requireNonNullElse(columns.fact(fact, row), "not stated")).toList();
        });
        return Subgroups.of(times, fact, values);
    }

    int[] rows(Unit unit) {
        return Objects.requireNonNull(chosen.get(unit), () -> Term.text(unit));
    }
}
