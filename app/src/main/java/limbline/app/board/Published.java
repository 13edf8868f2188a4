package limbline.app.board;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import limbline.evidence.OwnSeries;
import limbline.evidence.Pooling;
import limbline.evidence.PoolSelection.Taken;
import limbline.statistics.Interval;
import limbline.statistics.ProportionInterval;

/// What has been published of one outcome of one option, and what this centre has counted of it.
///
/// @param pooling of the series that share no patients
/// @param own rows of this centre in the same unit
public record Published(Pooling pooling, List<OwnSeries> own) {

    private static final double LEVEL = 0.95;

    public Published {
        own = List.copyOf(own);
    }

    /// "response per patient".
    public String outcome() {
        return pooling.question().outcome().words() + " per " + pooling.question().unit();
    }

    public int series() {
        return pooling.selection().taken().size();
    }

    /// How many answer the question and are left out since they share patients, or may.
    public long overlapping() {
        return pooling.selection().leftOut().stream()
                .filter(one -> one.reason().startsWith("shares patients")).count();
    }

    /// "64 of 83 in 3 series".
    public String counts() {
        if (series() == 0) {
            return "no series";
        }
        int events = pooling.selection().taken().stream()
                .mapToInt(taken -> taken.study().events()).sum();
        int trials = pooling.selection().taken().stream()
                .mapToInt(taken -> taken.study().trials()).sum();
        return "%d of %d in %d series".formatted(events, trials, series());
    }

    /// "Hegazy 2007 34/40; Vohra 2013 7/17".
    public String each() {
        return pooling.selection().taken().stream().map(Published::one)
                .collect(Collectors.joining("; "));
    }

    private static String one(Taken taken) {
        return "%s %d/%d".formatted(
                taken.study().label(), taken.study().events(), taken.study().trials());
    }

    /// Both models where several series are pooled, the exact limits where there is one; empty
    /// where there is none.
    public String limits() {
        if (pooling.both().isPresent()) {
            Pooling.Both both = pooling.both().get();
            return "%s %% (%s; by REML and Hartung-Knapp %s)".formatted(
                    percent(both.mixed().proportion()), range(both.mixed().limits()),
                    range(both.reml().proportion().limits()));
        }
        return pooling.selection().taken().stream().findFirst()
                .map(taken -> exact(taken.study().events(), taken.study().trials())).orElse("");
    }

    /// How little it says, in a few words.
    public String thin() {
        long out = overlapping();
        String left = out == 0 ? "" : "; %d more left out, since %s patients with these, or may"
                .formatted(out, out == 1 ? "it shares" : "they share");
        return (series() == 0 ? "nothing to pool" : series() == 1 ? "one series: nothing to pool"
                : pooling.verdict().contains("say little") ? series() + " series say little"
                : series() + " series") + left;
    }

    /// "3 of 4, 75 % (19 to 99)".
    public static String own(OwnSeries row) {
        return "%d of %d, %s%s".formatted(row.events(), row.trials(),
                exact(row.events(), row.trials()), row.notAssessable() == 0 ? ""
                        : "; %d more not assessable".formatted(row.notAssessable()));
    }

    static String exact(int events, int trials) {
        return "%s %% (%s)".formatted(percent((double) events / trials),
                range(ProportionInterval.CLOPPER_PEARSON.of(events, trials, LEVEL)));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f", 100 * share);
    }

    private static String range(Interval limits) {
        return Double.isNaN(limits.lower()) ? "too few"
                : percent(limits.lower()) + " to " + percent(limits.upper());
    }

}
