package limbline.protocol;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import limbline.measure.Check;
import limbline.patient.AlertTier;
import limbline.patient.Analyte;
import limbline.patient.Sign;
import limbline.patient.Wieberdink;

/// One rule of the ward: what it looks at, with the centre's limits. What it finds in a course is
/// worked out in `limbline.ward`.
public sealed interface WardRule {

    Telling telling();

    /// Every limit that it names.
    List<Limit> limits();

    /// What a rule says when it finds something.
    ///
    /// @param id its name in the file
    /// @param says the sentence, for whoever stands at the bed
    /// @param source a key of the file's sources: why there is such a rule
    /// @param todo what the source or the centre does then
    record Telling(String id, AlertTier tier, String says, String source, String todo) {
        public Telling {
            Check.that(!source.isBlank(), "the rule %s has no source", id);
        }
    }

    /// A value of the laboratory lies above its limit.
    ///
    /// @param from the first day after the infusion on which it is looked at, else any
    /// @param until the last one
    /// @param worse by how many percent a value must rise to be worse than the one somebody
    ///     acknowledged; without it any rise is
    record ValueAbove(
            Telling telling,
            Analyte analyte,
            Limit above,
            Optional<Limit> from,
            Optional<Limit> until,
            Optional<Limit> worse)
            implements WardRule {
        @Override
        public List<Limit> limits() {
            return Stream.of(Stream.of(above), from.stream(), until.stream(), worse.stream())
                    .flatMap(limits -> limits).toList();
        }
    }

    /// The highest value of an analyte was reached late.
    ///
    /// @param from the first day on which a peak is late
    /// @param above peaks below this are not looked at, else all are
    record LatePeak(Telling telling, Analyte analyte, Limit from, Optional<Limit> above)
            implements WardRule {
        @Override
        public List<Limit> limits() {
            return Stream.concat(Stream.of(from), above.stream()).toList();
        }
    }

    /// The peak of an analyte is behind the patient: good news, with how sure it is.
    record PeakPassed(Telling telling, Analyte analyte) implements WardRule {
        @Override
        public List<Limit> limits() {
            return List.of();
        }
    }

    /// An analyte rises again: a value after a day lies above the last one up to that day.
    ///
    /// @param after the day, in the usual course the last on which it still rises
    /// @param by how many percent it must have risen, so that noise is no rise
    record RiseAfter(Telling telling, Analyte analyte, Limit after, Limit by)
            implements WardRule {
        @Override
        public List<Limit> limits() {
            return List.of(after, by);
        }
    }

    /// Less urine than the limit, by body weight, over a stretch of time.
    record UrineBelow(Telling telling, Limit below, Limit over) implements WardRule {
        @Override
        public List<Limit> limits() {
            return List.of(below, over);
        }
    }

    /// A limb check that fits a compartment syndrome: one of the signs is marked, or the
    /// compartment comes close to the diastolic pressure.
    ///
    /// @param until the last day on which it is looked for
    /// @param gap the difference to the diastolic pressure at or below which it fits
    record CompartmentSigns(
            Telling telling, List<Sign> signs, Optional<Limit> until, Optional<Limit> gap)
            implements WardRule {
        public CompartmentSigns {
            signs = List.copyOf(signs);
        }

        @Override
        public List<Limit> limits() {
            return Stream.concat(until.stream(), gap.stream()).toList();
        }
    }

    /// A Wieberdink grade of at least this.
    record GradeAtLeast(Telling telling, Wieberdink grade) implements WardRule {
        @Override
        public List<Limit> limits() {
            return List.of();
        }
    }

    /// Something that has to be done again and again was not done in time.
    ///
    /// @param until the last day on which it is due, else as long as the patient is in the ward
    record Overdue(Telling telling, Watched watched, Limit every, Optional<Limit> until)
            implements WardRule {
        @Override
        public List<Limit> limits() {
            return Stream.concat(Stream.of(every), until.stream()).toList();
        }
    }
}
