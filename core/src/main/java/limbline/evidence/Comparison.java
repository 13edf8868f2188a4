package limbline.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import limbline.measure.Term;
import limbline.statistics.Interval;
import limbline.statistics.ProportionInterval;

/// Our own number beside the published: first whether they can be compared at all.
///
/// @param questions one for each thing that must be alike
/// @param numbers what the numbers say, for whoever goes on; empty where they must not be compared
public record Comparison(List<Question> questions, Answer answer, Optional<String> numbers) {

    /// Whether something is alike.
    public enum Answer implements Term {
        YES,
        /// Somebody does not say, or they differ among themselves.
        NOT_KNOWN,
        NO
    }

    /// Whether one thing is alike.
    public record Question(String of, Answer answer, String sentence) {}

    private static final Pattern MONTHS = Pattern.compile("(\\d+)[- ]months?");
    private static final Pattern CRITERION = Pattern.compile(
            "recist|who|mri|clinical|patholog|necrosis|choi|percist|standard criteria");

    public Comparison {
        questions = List.copyOf(questions);
    }

    /// @param own what we counted
    /// @param pooled the published, without us
    public static Comparison of(
            OwnSeries own, Pooling pooled, List<PublishedSeries> all) {
        PoolQuestion question = pooled.question();
        List<PublishedSeries> theirs = all.stream().filter(series -> pooled.selection().taken()
                .stream().anyMatch(taken -> taken.key().equals(series.key()))).toList();
        List<Question> questions = new ArrayList<>();
        questions.add(same("outcome", own.outcome().words(), question.outcome().words()));
        questions.add(same("unit", own.unit(), question.unit()));
        questions.add(same("modality", own.modality(), question.modality()));
        questions.add(alike("TNF", own.tnf() == Tnf.MIXED_OR_UNKNOWN ? "" : own.tnf().words(),
                theirs, series -> Tnf.of(series) == Tnf.MIXED_OR_UNKNOWN ? ""
                        : Tnf.of(series).words()));
        questions.add(alike("time point",
                own.months().map(months -> ClaimAudit.plain(months) + " months").orElse(""),
                theirs, series -> months(series.cell("response_method"))));
        questions.add(alike("criterion", criterion(own.criterion()), theirs,
                series -> criterion(series.cell("response_method"))));
        Answer answer = questions.stream().map(Question::answer)
                .max(Comparator.naturalOrder()).orElse(Answer.NOT_KNOWN);
        return new Comparison(questions, answer,
                answer == Answer.NO ? Optional.empty() : numbers(own, pooled));
    }

    /// In one sentence.
    public String sentence() {
        return switch (answer) {
            case YES -> "They can be compared.";
            case NOT_KNOWN -> "Whether they can be compared is not known: " + of(Answer.NOT_KNOWN)
                    + ".";
            case NO -> "They cannot be compared: " + of(Answer.NO) + ".";
        };
    }

    private String of(Answer wanted) {
        return questions.stream().filter(question -> question.answer() == wanted)
                .map(Question::sentence).collect(Collectors.joining("; "));
    }

    private static Question same(String of, String ours, String theirs) {
        boolean same = ours.equals(theirs);
        return new Question(of, same ? Answer.YES : Answer.NO, same
                ? "the %s is the same, %s".formatted(of, ours)
                : "the %s differs, %s here and %s there".formatted(of, ours, theirs));
    }

    /// @param ours empty where it is not known
    private static Question alike(String of, String ours, List<PublishedSeries> all,
            Function<PublishedSeries, String> read) {
        Set<String> theirs = new TreeSet<>();
        List<String> silent = new ArrayList<>();
        for (PublishedSeries series : all) {
            String said = read.apply(series);
            if (said.isEmpty()) {
                silent.add(series.label());
            } else {
                theirs.add(said);
            }
        }
        if (!ours.isEmpty() && theirs.stream().anyMatch(said -> !said.equals(ours))) {
            return new Question(of, Answer.NO, "the %s differs, %s here and %s there".formatted(
                    of, ours, String.join(" or ", theirs)));
        }
        if (ours.isEmpty() || !silent.isEmpty() || theirs.isEmpty()) {
            return new Question(of, Answer.NOT_KNOWN, "the %s is not told %s".formatted(of,
                    ours.isEmpty() ? "here" : "by " + String.join(", ", silent)));
        }
        return new Question(of, Answer.YES, "the %s is the same, %s".formatted(of, ours));
    }

    private static String months(String words) {
        Matcher months = MONTHS.matcher(words.toLowerCase(Locale.ROOT));
        return months.find() ? months.group(1) + " months" : "";
    }

    private static String criterion(String words) {
        Set<String> named = new TreeSet<>();
        Matcher found = CRITERION.matcher(words.toLowerCase(Locale.ROOT));
        while (found.find()) {
            named.add(found.group());
        }
        return String.join(" + ", named);
    }

    private static Optional<String> numbers(OwnSeries own, Pooling pooled) {
        return pooled.both().map(both -> {
            double p = (double) own.events() / own.trials();
            Interval ours = ProportionInterval.CLOPPER_PEARSON.of(
                    own.events(), own.trials(), pooled.question().level());
            Interval next = both.mixed().prediction(Pooling.PREDICTION);
            return ("%s: %d/%d = %.0f %% (%s), and %d not assessable. The published, pooled: %.0f %%"
                    + " (%s); one more such series is expected from %s %%, and ours lies %s.")
                    .formatted(own.label(), own.events(), own.trials(), 100 * p,
                            Pooling.range(ours), own.notAssessable(),
                            100 * both.mixed().proportion(), Pooling.range(both.mixed().limits()),
                            Pooling.range(next), next.contains(p) ? "within" : "outside");
        });
    }
}
