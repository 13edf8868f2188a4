package limbline.board;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import limbline.measure.Check;
import limbline.measure.LabValue;
import limbline.measure.Millimetres;
import limbline.measure.Sorted;
import limbline.measure.Term;
import limbline.measure.Years;
import limbline.patient.Analyte;
import limbline.patient.Condition;
import limbline.patient.Drug;
import limbline.patient.HeartClass;
import limbline.patient.Karnofsky;
import limbline.patient.PulseSite;
import limbline.patient.Resectability;
import limbline.protocol.Limit;

/// What a criterion asks of the record.
public sealed interface Question {

    /// How a condition or an earlier treatment must be.
    enum Need implements Term {
        ABSENT,
        PRESENT,
        /// It is asked and told, and by this source no bar either way.
        EITHER
    }

    /// How a value stands to its limit.
    enum Bound implements Term {
        AT_LEAST,
        ABOVE,
        BELOW,
        AT_MOST;

        /// "at least 70", "below 2.0 mg/dL".
        String words(Object limit) {
            return term().replace('-', ' ') + " " + limit;
        }

        /// Whether a value that lies on this side of its limit (-1, 0 or 1) fits.
        boolean holds(int side) {
            return switch (this) {
                case AT_LEAST -> side >= 0;
                case ABOVE -> side > 0;
                case BELOW -> side < 0;
                case AT_MOST -> side <= 0;
            };
        }
    }

    /// A treatment of the tumour that waits for another.
    enum Therapy implements Term {
        SYSTEMIC_THERAPY,
        RADIOTHERAPY,
        RESECTION,
        ILI,
        HILP;

        @Override
        public String term() {
            return this == ILI || this == HILP ? name() : Term.super.term();
        }
    }

    record HasCondition(Condition of, Need must) implements Question {}

    record Performance(Karnofsky atLeast) implements Question {}

    record Heart(HeartClass atMost) implements Question {}

    record Laboratory(Analyte analyte, Bound bound, LabValue limit) implements Question {
        public Laboratory {
            Check.that(limit.bound() == LabValue.Bound.EXACT, "%s is no limit", limit);
        }
    }

    /// A value held against so many times the upper limit of the laboratory's normal.
    ///
    /// @param upperNormal of this laboratory; empty until the centre sets it
    record TimesNormal(Analyte analyte, BigDecimal atMost, Optional<LabValue> upperNormal)
            implements Question {}

    /// Pulses of the limb in question. Those of the other extremity count for nothing.
    ///
    /// @param every whether all of them must be felt, or one is enough
    record Pulses(Set<PulseSite> sites, boolean every) implements Question {
        public Pulses {
            sites = Sorted.copyOf(sites);
            Check.that(!sites.isEmpty(), "no pulse is named");
        }
    }

    /// How much of the disease lies below the tourniquet line.
    ///
    /// @param above percent of the disease of this limb and its girdle
    record Distal(BigDecimal above) implements Question {}

    /// A lesion of the limb that can be measured.
    ///
    /// @param atLeast longest diameter; empty where the source names none
    record Measurable(Optional<Millimetres> atLeast) implements Question {}

    record Resectable(Resectability must) implements Question {}

    record Age(Bound bound, Years limit) implements Question {}

    /// A soft tissue sarcoma by its histology.
    record Sarcoma() implements Question {}

    /// Whether drugs were given, at any time or within some.
    ///
    /// @param drugs empty for any systemic therapy
    /// @param within how long ago still counts; empty where no source says; absent: at any time
    /// @param asks what a person answers where the record holds none
    record DrugsGiven(Set<Drug> drugs, Need must, Optional<Limit> within, Optional<Condition> asks)
            implements Question {
        public DrugsGiven {
            drugs = Sorted.copyOf(drugs);
        }
    }

    /// How long ago the last treatment has to be.
    ///
    /// @param asks what a person answers where the record holds none
    record SinceTherapy(Set<Therapy> of, Limit atLeast, Optional<Condition> asks)
            implements Question {
        public SinceTherapy {
            of = Sorted.copyOf(of);
            Check.that(!of.isEmpty(), "no therapy is named");
        }
    }

    /// What only a person can answer.
    record Stated() implements Question {}

    /// The condition that a person is asked about, if it is one.
    default Optional<Condition> condition() {
        return switch (this) {
            case HasCondition asked -> Optional.of(asked.of());
            case DrugsGiven asked -> asked.asks();
            case SinceTherapy asked -> asked.asks();
            case Performance _, Heart _, Laboratory _, TimesNormal _, Pulses _, Distal _,
                    Measurable _, Resectable _, Age _, Sarcoma _, Stated _ -> Optional.empty();
        };
    }
}
