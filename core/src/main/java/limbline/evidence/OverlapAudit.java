package limbline.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// Two series that share patients, against one another.
final class OverlapAudit {

    private static final String FIELD = "overlap_group";

    private final PublishedSeries one;
    private final PublishedSeries other;
    private final Overlap overlap;

    private OverlapAudit(PublishedSeries one, PublishedSeries other, Overlap overlap) {
        this.one = one;
        this.other = other;
        this.overlap = overlap;
    }

    static Optional<AuditFinding> of(
            PublishedSeries one, PublishedSeries other, Overlap overlap) {
        OverlapAudit audit = new OverlapAudit(one, other, overlap);
        return switch (overlap.relation()) {
            case SAME_COHORT -> audit.sameCohort();
            case PART_OF -> audit.partOf();
            case OVERLAPS, SAME_CENTRE -> Optional.empty();
        };
    }

    /// The same patients may differ in time, criterion and unit, and in nothing else.
    private Optional<AuditFinding> sameCohort() {
        List<String> same = new ArrayList<>();
        List<String> different = new ArrayList<>();
        for (String column : one.cells().keySet()) {
            String mine = one.cell(column);
            String theirs = other.cell(column);
            if (column.endsWith("_pct") && !mine.isEmpty() && !theirs.isEmpty()) {
                (mine.equals(theirs) ? same : different)
                        .add("%s %s and %s".formatted(column, mine, theirs));
            }
        }
        if (same.isEmpty() && different.isEmpty()) {
            return Optional.empty();
        }
        if (different.isEmpty()) {
            return finding(Judgement.CONSISTENT, "Same cohort as %s (%s), and the same numbers: %s."
                    .formatted(other.key(), overlap.why(), String.join("; ", same)));
        }
        return finding(Judgement.CONSISTENT_ONLY_IF, ("Same cohort as %s (%s) with other numbers: %s."
                + " Only if %s.").formatted(other.key(), overlap.why(),
                String.join("; ", different), difference()));
    }

    private String difference() {
        List<String> known = new ArrayList<>();
        for (String column : List.of("unit_of_response", "n_evaluable", "response_method",
                "follow_up_median_mo")) {
            if (!one.cell(column).equals(other.cell(column))) {
                known.add("%s explains it (\"%s\" and \"%s\")".formatted(
                        column, one.cell(column), other.cell(column)));
            }
        }
        return known.isEmpty()
                ? "they are other patients after all, or were judged anew; the rows do not say"
                : String.join(", or ", known);
    }

    /// A part has no more patients, events and non-events than its whole.
    private Optional<AuditFinding> partOf() {
        List<String> wrong = new ArrayList<>();
        OptionalInt mine = one.count("n_patients");
        OptionalInt theirs = other.count("n_patients");
        if (mine.isPresent() && theirs.isPresent() && mine.getAsInt() > theirs.getAsInt()) {
            wrong.add("%d patients are more than the %d of the whole".formatted(
                    mine.getAsInt(), theirs.getAsInt()));
        }
        if (one.unit().equals(other.unit()) && one.unit().isPresent()) {
            compare("ORR", "responders", true, wrong);
        }
        compare("limb_salvage", "limbs saved", false, wrong);
        return wrong.isEmpty()
                ? finding(Judgement.CONSISTENT, "Part of %s (%s); nothing speaks against it."
                        .formatted(other.key(), overlap.why()))
                : finding(Judgement.IMPOSSIBLE, ("As a part of %s (%s): %s. It would be right if the"
                        + " two judged at different times or by different rules.").formatted(
                        other.key(), overlap.why(), String.join("; ", wrong)));
    }

    private void compare(String measure, String words, boolean isResponse, List<String> wrong) {
        Optional<Denominator> part = one.named(isResponse);
        Optional<Denominator> whole = other.named(isResponse);
        if (part.isEmpty() || whole.isEmpty()) {
            return;
        }
        OptionalInt mine = one.events(measure, part.get());
        OptionalInt theirs = other.events(measure, whole.get());
        if (mine.isEmpty() || theirs.isEmpty()) {
            return;
        }
        int rest = part.get().value() - mine.getAsInt();
        int restOfWhole = whole.get().value() - theirs.getAsInt();
        if (mine.getAsInt() > theirs.getAsInt()) {
            wrong.add("%d %s are more than the whole's %d".formatted(
                    mine.getAsInt(), words, theirs.getAsInt()));
        } else if (rest > restOfWhole) {
            wrong.add("%d of %d %s leave %d without, and the whole (%d of %d) has only %d".formatted(
                    mine.getAsInt(), part.get().value(), words.toLowerCase(Locale.ROOT), rest,
                    theirs.getAsInt(), whole.get().value(), restOfWhole));
        }
    }

    private Optional<AuditFinding> finding(Judgement verdict, String explanation) {
        return Optional.of(new AuditFinding(one.key(), FIELD, verdict, explanation));
    }
}
