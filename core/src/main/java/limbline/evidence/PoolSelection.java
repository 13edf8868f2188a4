package limbline.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import limbline.measure.Check;
import limbline.statistics.audit.Counts;
import limbline.statistics.pooling.Study;

/// The series that answer a question, and why the others do not.
///
/// @param taken in the order of the file; our own last
/// @param notes what has to be known of the choice, one sentence each
public record PoolSelection(List<Taken> taken, List<LeftOut> leftOut, List<String> notes) {

    /// A series that is pooled.
    ///
    /// @param isOwn whether it is ours
    /// @param judged how and when, in the source's words
    public record Taken(String key, Study study, boolean isOwn, String judged) {}

    /// A series that is not, and why.
    public record LeftOut(String key, String reason) {}

    public PoolSelection {
        taken = List.copyOf(taken);
        leftOut = List.copyOf(leftOut);
        notes = List.copyOf(notes);
    }

    /// The largest series first: one that shares patients with a series already taken is left out,
    /// unless that is asked for.
    static PoolSelection of(PoolQuestion question, List<PublishedSeries> all,
            List<Overlap> overlaps) {
        Set<String> keys = new HashSet<>();
        all.forEach(series -> keys.add(series.key()));
        for (String key : question.only()) {
            Check.that(keys.contains(key), "there is no series \"%s\"", key);
        }
        List<LeftOut> leftOut = new ArrayList<>();
        List<PublishedSeries> fit = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (PublishedSeries series : all) {
            Optional<String> reason = seen.add(series.key()) ? unfit(question, series)
                    : Optional.of("its key stands twice, and the first row is taken");
            if (reason.isEmpty()) {
                fit.add(series);
            } else if (question.only().isEmpty() || question.only().contains(series.key())) {
                leftOut.add(new LeftOut(series.key(), reason.get()));
            }
        }
        List<String> notes = new ArrayList<>();
        List<PublishedSeries> apart = apart(question, fit, overlaps, leftOut, notes);
        List<Taken> taken = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        for (PublishedSeries series : fit) {
            if (apart.contains(series)) {
                taken.add(taken(question, series, labels, notes));
            }
        }
        question.own().ifPresent(own -> {
            Optional<String> reason = unfit(question, own);
            if (reason.isPresent()) {
                leftOut.add(new LeftOut(own.label(), reason.get()));
            } else {
                taken.add(new Taken(own.label(),
                        new Study(own.label(), own.events(), own.trials()), true,
                        own.criterion()));
            }
        });
        return new PoolSelection(taken, leftOut, notes);
    }

    /// A percentage that several counts print as is taken at their middle, and that is said.
    private static Taken taken(PoolQuestion question, PublishedSeries series, Set<String> labels,
            List<String> notes) {
        Denominator of = series.named(question.outcome().isResponse()).orElseThrow();
        Counts counts = series.possible(question.outcome().measure(), of);
        int events = (counts.first() + counts.last()) / 2;
        String label = labels.add(series.label()) ? series.label() : series.key();
        if (counts.first() < counts.last()) {
            notes.add("%s prints only a percentage, and %s of %d print so; %d is taken.".formatted(
                    label, counts, of.value(), events));
        }
        return new Taken(series.key(), new Study(label, events, of.value()), false,
                series.cell("response_method"));
    }

    private static Optional<String> unfit(PoolQuestion question, OwnSeries own) {
        return own.outcome() != question.outcome() ? Optional.of("it counts " + own.outcome().words())
                : !own.unit().equals(question.unit()) ? Optional.of("it counts by " + own.unit())
                : !own.modality().equals(question.modality())
                ? Optional.of("it is of " + own.modality())
                : question.tnf().isPresent() && own.tnf() != question.tnf().get()
                ? Optional.of("it is " + own.tnf().words()) : Optional.empty();
    }

    /// Why a series does not answer the question; empty if it does.
    private static Optional<String> unfit(PoolQuestion question, PublishedSeries series) {
        boolean isNamed = question.only().contains(series.key());
        if (!question.only().isEmpty() && !isNamed) {
            return Optional.of("not asked for");
        }
        if (series.isReview()) {
            return Optional.of("a review, which holds the others");
        }
        if (!series.cell("modality").equalsIgnoreCase(question.modality())) {
            return Optional.of(series.cell("modality").isEmpty()
                    ? "it does not say whether it is of ILI or HILP"
                    : "of " + series.cell("modality"));
        }
        if (series.isMixed() && !isNamed && !question.withMixed()) {
            return Optional.of("of other tumours too (%s)".formatted(series.cell("histology")));
        }
        if (question.tnf().isPresent() && Tnf.of(series) != question.tnf().get()) {
            return Optional.of(Tnf.of(series).words());
        }
        return notCounted(question, series);
    }

    private static Optional<String> notCounted(PoolQuestion question, PublishedSeries series) {
        boolean isResponse = question.outcome().isResponse();
        Optional<Denominator> of = series.named(isResponse);
        if (of.isEmpty()) {
            return Optional.of("it does not say of how many");
        }
        String unit = isResponse ? series.unit().orElse("mixed or unknown unit")
                : of.get().words().equals("limbs") ? "limb" : "patient";
        if (!unit.equals(question.unit())) {
            return Optional.of("it counts by " + unit);
        }
        Counts counts = series.possible(question.outcome().measure(), of.get());
        if (counts.isEmpty()) {
            String cell = series.cell(question.outcome().measure() + "_pct");
            return Optional.of(cell.isEmpty() ? "it gives no " + question.outcome().words()
                    : "\"%s\" of %s is no count".formatted(cell, of.get()));
        }
        return counts.last() > of.get().value()
                ? Optional.of("%d of %s cannot be".formatted(counts.last(), of.get()))
                : Optional.empty();
    }

    private static List<PublishedSeries> apart(PoolQuestion question, List<PublishedSeries> fit,
            List<Overlap> overlaps, List<LeftOut> leftOut, List<String> notes) {
        List<PublishedSeries> bySize = new ArrayList<>(fit);
        bySize.sort(Comparator.comparingInt((PublishedSeries series) ->
                series.named(question.outcome().isResponse()).orElseThrow().value()).reversed());
        List<PublishedSeries> kept = new ArrayList<>();
        for (PublishedSeries series : bySize) {
            Optional<Overlap> shared = overlaps.stream().filter(overlap -> kept.stream()
                    .anyMatch(larger -> overlap.isBetween(series.key(), larger.key())))
                    .findFirst();
            if (shared.isEmpty()) {
                kept.add(series);
            } else if (question.withOverlap()) {
                kept.add(series);
                notes.add("Pooled together as asked, though they share patients or may: "
                        + words(shared.get()) + ".");
            } else {
                leftOut.add(new LeftOut(series.key(), "shares patients with one that is taken, or"
                        + " may: " + words(shared.get())));
            }
        }
        return kept;
    }

    private static String words(Overlap overlap) {
        String relation = switch (overlap.relation()) {
            case SAME_COHORT -> "%s is the same cohort as %s";
            case PART_OF -> "%s is part of %s";
            case OVERLAPS -> "%s overlaps with %s";
            case SAME_CENTRE -> "%s may overlap with %s";
        };
        return relation.formatted(overlap.series(), overlap.other()) + " (" + overlap.why() + ")";
    }
}
