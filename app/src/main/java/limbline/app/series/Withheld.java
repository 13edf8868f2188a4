package limbline.app.series;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import limbline.course.AsOf;
import limbline.measure.Check;
import limbline.measure.Elapsed;
import limbline.series.Cohort;
import limbline.series.Endpoint;
import limbline.series.Fact;
import limbline.series.Row;
import limbline.series.Series;
import limbline.series.Series.Member;
import limbline.series.SeriesData;
import limbline.series.Subgroups;
import limbline.series.Subject;
import limbline.series.Table;
import limbline.series.Unit;
import limbline.series.Value;

/// A series as a reader may see it who may see no patient: no cell stands for fewer patients than the
/// limit, in a table, a curve or a row of an export.
///
/// - A table with such a cell is withheld whole, since from its total and its other cells the small
///   one could be told; and so is a table of only a few more, or fewer, than another.
/// - Facts stay only as far as every combination of them, with every answer, is that of enough patients;
///   rare values become "other" first.
/// - Days and amounts are replaced, in groups of at least that many patients with the same facts and the
///   same answer, by the group's middle one.
///
/// What two tables together tell is not worked out: who died, less who died before a progression, can
/// still be few. See docs/decisions.
///
/// @param series as it may be seen
/// @param endpoints that are withheld whole, by name
/// @param least 0 withholds nothing
public record Withheld(Series series, Set<String> endpoints, int least) {

    /// Of a researcher.
    public static final int LIMIT = 5;

    private static final String ONLY_YEARS = "an account that may see no patient may ask for now, or"
            + " as known on the last day of a year; numbers of days near to one another would tell"
            + " of a person";

    /// What would tell who or when.
    private static final Set<Fact> NEVER =
            EnumSet.of(Fact.PATIENT, Fact.DIAGNOSED, Fact.INFUSED, Fact.AGE);

    private static final List<Unit> UNITS = List.of(Unit.Patients.UNIT, Unit.Limbs.UNIT,
            Unit.Infusions.UNIT, Unit.Lesions.UNIT);

    public Withheld {
        endpoints = Set.copyOf(endpoints);
    }

    /// @param least 0 for a reader who may see patients: the series as it is
    public static Withheld of(Series series, int least) {
        return least == 0 ? new Withheld(series, Set.of(), 0) : new Rows(series, least).withheld();
    }

    /// The days as of which somebody who sees no small count may ask: now, and the end of a year. The
    /// numbers of two days near to one another differ by a person, and would tell of him.
    ///
    /// @throws IllegalArgumentException for any other day
    public static void checkDay(AsOf asOf) {
        asOf.known().ifPresent(day -> Check.that(day.getMonthValue() == 12
                && day.getDayOfMonth() == 31, "as of %s: %s", day, ONLY_YEARS));
        Check.that(asOf.recorded().isEmpty(), "as recorded: %s", ONLY_YEARS);
    }

    /// Whether a count is one that is not told.
    static boolean is(int count, int least) {
        return count > 0 && count < least;
    }

    boolean is(int count) {
        return is(count, least);
    }

    boolean from(Table<?> table) {
        return endpoints.contains(table.endpoint().name());
    }

    /// Whether a group, its events or the rest of it is small.
    boolean from(Subgroups<?> found) {
        return found.groups().stream().anyMatch(group -> is(group.size().value())
                || is(group.events().value())
                || is(group.size().value() - group.events().value()));
    }

    /// How many there are of a unit, or that it is not told.
    String size(Unit unit) {
        int size = series.size(unit).value();
        boolean tells = least > 0 && (is(size) || series.tables().stream()
                .filter(table -> !from(table))
                .anyMatch(table -> is(Math.abs(size - table.all().value()))));
        return tells ? "not told" : "" + size;
    }

    /// All rows of a series on the way to be seen.
    private static final class Rows {

        /// A row, with the facts that are left of it.
        private record One(Member<?> member, Map<Fact, String> facts) {

            String patient() {
                return member.facts().getOrDefault(Fact.CENTRE, "") + "/"
                        + member.subject().patient();
            }
        }

        private final Series series;
        private final int least;
        private final Map<Unit, List<One>> rows = new LinkedHashMap<>();
        private final Set<String> withheld = new LinkedHashSet<>();

        Rows(Series series, int least) {
            this.series = series;
            this.least = least;
            for (Unit unit : UNITS) {
                rows.put(unit, members(unit).stream()
                        .map(member -> new One(member, Map.of())).toList());
            }
        }

        private List<? extends Member<?>> members(Unit unit) {
            return series.members(unit);
        }

        Withheld withheld() {
            Set<Integer> told = new LinkedHashSet<>();
            for (Table<?> table : series.tables()) {
                int all = table.all().value();
                Endpoint<?> endpoint = table.endpoint();
                boolean tellsOfOthers = told.stream()
                        .anyMatch(other -> Withheld.is(Math.abs(other - all), least));
                if (tellsOfOthers
                        || isSmall(rows.getOrDefault(endpoint.unit(), List.of()), endpoint)) {
                    withheld.add(endpoint.name());
                } else {
                    told.add(all);
                }
            }
            List<Fact> order = new ArrayList<>(series.cohort().by());
            EnumSet.complementOf(EnumSet.copyOf(NEVER)).stream()
                    .filter(fact -> !order.contains(fact)).forEach(order::add);
            order.removeIf(NEVER::contains);
            order.forEach(this::keepIfLarge);
            return new Withheld(coarse().series(new Cohort(
                    series.cohort().name(), List.of(), series.cohort().by())), withheld, least);
        }

        /// Whether some combination of facts and answer is that of too few patients.
        private boolean isSmall(List<One> of, Endpoint<?> endpoint) {
            return cells(of, endpoint).values().stream().anyMatch(cell ->
                    cell.stream().map(One::patient).distinct().count() < least);
        }

        private static Map<List<Object>, List<One>> cells(List<One> of, Endpoint<?> endpoint) {
            Map<List<Object>, List<One>> cells = new LinkedHashMap<>();
            for (One one : of) {
                Value value = one.member.values().get(endpoint);
                if (value != null) {
                    cells.computeIfAbsent(List.of(one.facts, Series.words(endpoint, value)),
                            _ -> new ArrayList<>()).add(one);
                }
            }
            return cells;
        }

        private void keepIfLarge(Fact fact) {
            Map<Unit, List<One>> as = with(fact, Map.of());
            if (!isLarge(as)) {
                Map<String, Set<String>> patients = new TreeMap<>();
                rows.values().stream().flatMap(Collection::stream).forEach(one -> patients
                        .computeIfAbsent(one.member.facts().getOrDefault(fact, ""),
                                _ -> new HashSet<>()).add(one.patient()));
                Map<String, String> rare = patients.entrySet().stream()
                        .filter(each -> each.getValue().size() < 4 * least)
                        .collect(Collectors.toMap(Map.Entry::getKey, _ -> "other"));
                as = with(fact, rare);
            }
            boolean tells = as.values().stream().flatMap(Collection::stream)
                    .map(one -> one.facts.getOrDefault(fact, "")).distinct().count() > 1;
            if (isLarge(as) && tells) {
                rows.putAll(as);
            }
        }

        private Map<Unit, List<One>> with(Fact fact, Map<String, String> rare) {
            Map<Unit, List<One>> as = new LinkedHashMap<>();
            rows.forEach((unit, all) -> as.put(unit, all.stream().map(one -> {
                String value = one.member.facts().getOrDefault(fact, "");
                String shown = rare.getOrDefault(value, value);
                Map<Fact, String> facts = new EnumMap<>(Fact.class);
                facts.putAll(one.facts);
                if (!shown.isEmpty()) {
                    facts.put(fact, shown);
                }
                return new One(one.member, facts);
            }).toList()));
            return as;
        }

        private boolean isLarge(Map<Unit, List<One>> as) {
            return as.entrySet().stream().allMatch(unit -> Series.of(unit.getKey()).stream()
                    .filter(endpoint -> !withheld.contains(endpoint.name()))
                    .noneMatch(endpoint -> isSmall(unit.getValue(), endpoint)));
        }

        /// The rows again, with coarse values.
        private SeriesData coarse() {
            IdentityHashMap<One, Map<String, Value>> values = new IdentityHashMap<>();
            rows.forEach((unit, all) -> {
                for (Endpoint<?> endpoint : Series.of(unit)) {
                    cells(all, endpoint).values().forEach(cell -> (withheld.contains(
                            endpoint.name()) ? List.of(cell) : groups(cell, endpoint)).forEach(
                                    group -> put(group, endpoint, values)));
                }
            });
            SeriesData data = new SeriesData();
            rows.forEach((_, all) -> all.forEach(one -> data.add(new Row(
                    (Subject<?>) one.member.subject(), one.facts,
                    values.getOrDefault(one, Map.of())))));
            return data;
        }

        private static void put(
                List<One> group, Endpoint<?> endpoint,
                IdentityHashMap<One, Map<String, Value>> values) {
            Value middle = value(group.get(group.size() / 2), endpoint);
            for (One one : group) {
                values.computeIfAbsent(one, _ -> new LinkedHashMap<>()).put(endpoint.name(),
                        switch (middle) {
                            case Value.Timed(Elapsed days, int cause) ->
                                new Value.Timed(Elapsed.exactly(days.used()), cause);
                            case Value.Measured(Elapsed amount) ->
                                new Value.Measured(Elapsed.exactly(amount.used()));
                            case Value.Graded _, Value.NotAssessable _ -> middle;
                        });
            }
        }

        /// By days or amount, in groups of enough patients.
        private List<List<One>> groups(List<One> cell, Endpoint<?> endpoint) {
            List<One> sorted = new ArrayList<>(cell);
            sorted.sort(Comparator.comparingLong(one -> amount(value(one, endpoint))));
            List<List<One>> groups = new ArrayList<>();
            List<One> open = new ArrayList<>();
            for (One one : sorted) {
                open.add(one);
                if (open.stream().map(One::patient).distinct().count() >= least) {
                    groups.add(open);
                    open = new ArrayList<>();
                }
            }
            groups.getLast().addAll(open); // there is one: the cell is large enough
            return groups;
        }

        private static Value value(One one, Endpoint<?> endpoint) {
            return Objects.requireNonNull(one.member.values().get(endpoint), () ->
                    "%s has no %s".formatted(one.member.subject(), endpoint.name()));
        }

        private static long amount(Value value) {
            return switch (value) {
                case Value.Timed(Elapsed days, int _) -> days.used();
                case Value.Measured(Elapsed amount) -> amount.used();
                case Value.Graded _, Value.NotAssessable _ -> 0;
            };
        }
    }
}
