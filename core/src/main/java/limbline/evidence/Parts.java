package limbline.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import limbline.statistics.audit.Counts;
import limbline.statistics.audit.Percentage;
import limbline.statistics.audit.Rounding;

/// The printed parts of a printed total, such as CR and PR of ORR.
///
/// @param all the parts that are printed, as a count, a percentage or both
/// @param areComplete whether they are all there are, so that they make up the total
record Parts(List<Part> all, boolean areComplete) {

    /// @param count printed or derived; it counts before the percentage
    record Part(String name, Optional<Percentage> percentage, OptionalInt count) {

        /// The counts it can be out of `n`; none if its percentage is not possible there.
        Counts out(int n) {
            if (count.isPresent()) {
                return new Counts(count.getAsInt(), count.getAsInt());
            }
            return percentage.map(printed -> Rounding.HALF_UP.counts(printed, n))
                    .orElse(new Counts(0, n));
        }

        boolean fits(int n) {
            if (percentage.isEmpty()) {
                return true;
            }
            Counts printed = Rounding.HALF_UP.counts(percentage.get(), n);
            return count.isEmpty() ? !printed.isEmpty() : printed.contains(count.getAsInt());
        }
    }

    Parts {
        all = List.copyOf(all);
    }

    static Parts of(PublishedSeries series, List<String> measures) {
        List<Part> parts = new ArrayList<>();
        for (String measure : measures) {
            Optional<Percentage> printed =
                    PrintedCell.of(series.cell(measure + "_pct")) instanceof PrintedCell.Percent(
                            var value) ? Optional.of(value) : Optional.empty();
            OptionalInt count = printed.isPresent() && isOutdated(series, measure, printed.get())
                    ? OptionalInt.empty() : series.count(measure + "_n");
            if (printed.isPresent() || count.isPresent()) {
                parts.add(new Part(measure, printed, count));
            }
        }
        return new Parts(parts, parts.size() == measures.size());
    }

    /// Whether the row's count was worked out from a percentage that no longer stands there: out of
    /// nobody does it print so, and another would. It is no witness against the total either.
    private static boolean isOutdated(PublishedSeries series, String measure, Percentage printed) {
        OptionalInt count = series.count(measure + "_n");
        List<Counts> possible = series.denominators(true).stream()
                .map(of -> Rounding.HALF_UP.counts(printed, of.value())).toList();
        return count.isPresent() && series.isDerived(measure)
                && possible.stream().noneMatch(counts -> counts.contains(count.getAsInt()))
                && !possible.stream().allMatch(Counts::isEmpty);
    }

    /// The totals that the parts allow out of `n`. A part that is itself wrong says nothing of the
    /// total: it is told of in its own cell.
    Counts totals(int n) {
        if (!fit(n)) {
            return new Counts(0, n);
        }
        long first = 0;
        long last = 0;
        for (Part part : all) {
            Counts counts = part.out(n);
            first += counts.first();
            last += counts.last();
        }
        return new Counts((int) Math.min(first, n + 1L),
                areComplete ? (int) Math.min(last, n) : n);
    }

    /// Whether each part's percentage is possible out of `n`, with its count where it has one.
    boolean fit(int n) {
        return all.stream().allMatch(part -> part.fits(n));
    }

    /// Whether the printed parts, added as they are printed, are the printed total.
    boolean addUpTo(Percentage total) {
        if (!areComplete || all.stream().anyMatch(part -> part.percentage().isEmpty())) {
            return false;
        }
        int decimals = all.stream().mapToInt(part -> part.percentage().get().decimals())
                .max().orElse(0);
        decimals = Math.max(decimals, total.decimals());
        long sum = 0;
        for (Part part : all) {
            sum += units(part.percentage().get(), decimals);
        }
        return sum == units(total, decimals);
    }

    private static long units(Percentage printed, int decimals) {
        long units = printed.units();
        for (int i = printed.decimals(); i < decimals; i++) {
            units *= 10;
        }
        return units;
    }

    /// "24 + 18"
    String printed() {
        return String.join(" + ", all.stream()
                .map(part -> part.percentage().map(Percentage::toString).orElse("?")).toList());
    }

    /// "CR + PR"
    String names() {
        return String.join(" + ", all.stream().map(Part::name).toList());
    }
}
