package limbline.board;

import java.math.BigDecimal;
import java.util.Optional;
import limbline.board.Question.Bound;
import limbline.board.Question.Laboratory;
import limbline.board.Question.TimesNormal;
import limbline.course.Placed;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.measure.Finding;
import limbline.measure.LabValue;
import limbline.patient.Analyte;
import limbline.ward.Curve;
import limbline.ward.Sure;

/// Criteria that ask for a laboratory value. The limit keeps the unit of its source; both are held
/// against each other in the analyte's usual unit.
final class LaboratoryFacts {

    private LaboratoryFacts() {}

    static Answer held(Facts facts, Criterion criterion, Laboratory asked) {
        Optional<Placed> last = last(facts, asked.analyte());
        if (last.isEmpty()) {
            return nothing(facts, criterion, asked.analyte());
        }
        if (finding(last.get()) instanceof Finding.Printed<LabValue>(var words)) {
            return facts.printed(criterion, last.get(), words(asked.analyte()), words);
        }
        LabValue value = value(last.get());
        String words = "%s (%s); asked is %s.".formatted(words(asked.analyte(), value),
                last.get().when(), asked.bound().words(asked.limit().written()));
        return decided(facts, criterion, last.get(), asked.analyte(), value, asked.bound(),
                number(asked.limit(), asked.analyte()), words);
    }

    static Answer held(Facts facts, Criterion criterion, TimesNormal asked) {
        Optional<Placed> last = last(facts, asked.analyte());
        String times = "at most %s times the upper limit of normal".formatted(
                Facts.plain(asked.atMost()));
        if (last.isEmpty()) {
            return nothing(facts, criterion, asked.analyte());
        }
        if (finding(last.get()) instanceof Finding.Printed<LabValue>(var words)) {
            return facts.printed(criterion, last.get(), words(asked.analyte()), words);
        }
        LabValue value = value(last.get());
        if (asked.upperNormal().isEmpty()) {
            return facts.notSet(criterion, last, ("%s (%s); asked is %s, and that limit of this"
                    + " laboratory is not set.").formatted(words(asked.analyte(), value),
                    last.get().when(), times));
        }
        LabValue normal = asked.upperNormal().get();
        String words = "%s (%s); asked is %s, %s.".formatted(words(asked.analyte(), value),
                last.get().when(), times, normal.written());
        return decided(facts, criterion, last.get(), asked.analyte(), value, Bound.AT_MOST,
                number(normal, asked.analyte()).map(asked.atMost()::multiply), words);
    }

    private static Answer decided(Facts facts, Criterion criterion, Placed fact, Analyte analyte,
            LabValue value, Bound bound, Optional<BigDecimal> limit, String words) {
        Optional<BigDecimal> number = number(value, analyte);
        if (number.isEmpty() || limit.isEmpty()) {
            return facts.undecided(criterion, fact,
                    words + " The units cannot be held against each other.");
        }
        int side = number.get().compareTo(limit.get());
        boolean below = value.bound() == LabValue.Bound.BELOW
                || value.bound() == LabValue.Bound.AT_MOST;
        boolean above = value.bound() == LabValue.Bound.ABOVE
                || value.bound() == LabValue.Bound.AT_LEAST;
        // "<5" is any number below 5: it decides only where all of them lie on one side.
        boolean least = below ? bound.holds(-1)
                : bound.holds(value.bound() == LabValue.Bound.ABOVE && side == 0 ? 1 : side);
        boolean most = above ? bound.holds(1)
                : bound.holds(value.bound() == LabValue.Bound.BELOW && side == 0 ? -1 : side);
        return least == most ? facts.of(criterion, fact, least, words)
                : facts.undecided(criterion, fact, words + " The value is only a bound.");
    }

    private static Answer nothing(Facts facts, Criterion criterion, Analyte analyte) {
        return facts.missing(criterion, "No value of %s is on record.".formatted(
                analyte.term().replace('-', ' ')));
    }

    private static Optional<Placed> last(Facts facts, Analyte analyte) {
        return facts.last(LaboratoryReported.class, one -> one.analyte() == analyte
                && Facts.isSaid(one.value()));
    }

    private static Finding<LabValue> finding(Placed placed) {
        return ((LaboratoryReported) placed.event()).value();
    }

    private static LabValue value(Placed placed) {
        return finding(placed).found().orElseThrow();
    }

    private static Optional<BigDecimal> number(LabValue value, Analyte analyte) {
        return Sure.in(value, Curve.unit(analyte), analyte);
    }

    private static String words(Analyte analyte, LabValue value) {
        return words(analyte) + " " + value.written();
    }

    private static String words(Analyte analyte) {
        return Facts.capital(analyte.term().replace('-', ' '));
    }
}
