package limbline.statistics.pooling;

import java.util.List;
import limbline.statistics.Check;

/// The scale on which proportions are pooled: x events of n, p = x/n.
///
/// What is done about studies with 0 or n of n events is a [Correction].
public enum Scale {

    /// p, variance p (1 - p) / n.
    RAW("raw proportion") {
        @Override
        Effect effect(Study study, Correction correction) {
            double half = 0.5;
            double n = study.trials();
            double p = study.events() / n;
            double corrected = (study.events() + half) / (n + 2 * half);
            if (!study.isAtTheEdge()) {
                return new Effect(study.label(), p, p * (1 - p) / n);
            }
            Check.that(correction != Correction.WHERE_NEEDED,
                    "study %s: %d of %d has variance 0 on the raw scale; pool on another scale or"
                            + " by the binomial-normal model, or leave it out",
                    study.label(), study.events(), study.trials());
            return new Effect(study.label(),
                    correction == Correction.AS_METAPROP ? p : corrected,
                    corrected * (1 - corrected) / (n + 2 * half));
        }

        @Override
        public double back(double value) {
            return value;
        }
    },

    /// log p, variance 1/x - 1/n.
    LOG("log proportion") {
        @Override
        Effect effect(Study study, Correction correction) {
            double half = study.isAtTheEdge() ? 0.5 : 0;
            double x = study.events() + half;
            boolean asMetaprop = correction == Correction.AS_METAPROP;
            double n = study.trials() + (asMetaprop ? half : 2 * half);
            double inVariance = asMetaprop && study.events() == study.trials() ? x - half : x;
            return new Effect(study.label(), Math.log(x / n), 1 / inVariance - 1 / n);
        }

        @Override
        public double back(double value) {
            return Math.exp(value);
        }
    },

    /// log(x / (n - x)), variance 1/x + 1/(n - x).
    LOGIT("logit") {
        @Override
        Effect effect(Study study, Correction correction) {
            double half = study.isAtTheEdge() ? 0.5 : 0;
            double x = study.events() + half;
            double others = study.trials() - study.events() + half;
            return new Effect(study.label(), Math.log(x / others), 1 / x + 1 / others);
        }

        @Override
        public double back(double value) {
            return inverseLogit(value);
        }
    },

    /// Arcsine of the root of p, variance 1 / (4n).
    ARCSINE("arcsine") {
        @Override
        Effect effect(Study study, Correction correction) {
            double half = halfOnEveryScale(study, correction);
            double n = study.trials() + 2 * half;
            return new Effect(study.label(),
                    Math.asin(Math.sqrt((study.events() + half) / n)), 1 / (4 * n));
        }

        @Override
        public double back(double value) {
            double sine = Math.sin(Math.clamp(value, 0, Math.PI / 2));
            return sine * sine;
        }
    },

    /// The mean of the arcsines of the roots of x/(n+1) and (x+1)/(n+1), variance 1 / (4n + 2).
    ///
    /// **Discouraged**: its way back needs a number of trials that a pooled value does not have,
    /// and the choice can move the answer by more than its limits (G. Schwarzer et al., Res. Synth.
    /// Methods 10 (2019), doi:10.1002/jrsm.1348). See [FreemanTukey] for the four choices.
    FREEMAN_TUKEY("Freeman-Tukey double arcsine") {
        @Override
        Effect effect(Study study, Correction correction) {
            double half = halfOnEveryScale(study, correction);
            double n = study.trials() + 2 * half;
            return new Effect(study.label(),
                    FreemanTukey.of(study.events() + half, n), 1 / (4 * n + 2));
        }

        @Override
        public double back(double value) {
            throw new IllegalArgumentException(
                    "the Freeman-Tukey scale has no way back without a number of trials; name a"
                            + " FreemanTukey choice");
        }
    };

    private final String words;

    Scale(String words) {
        this.words = words;
    }

    /// What a table or a figure calls it.
    public String words() {
        return words;
    }

    /// One study's result on this scale.
    abstract Effect effect(Study study, Correction correction);

    /// A value of this scale as a proportion.
    ///
    /// @throws IllegalArgumentException on the Freeman-Tukey scale
    public abstract double back(double value);

    /// What each study found, on this scale.
    ///
    /// @throws IllegalArgumentException naming the study that has variance 0 on it
    public List<Effect> effects(Studies studies, Correction correction) {
        return studies.included().stream().map(study -> effect(study, correction)).toList();
    }

    /// Whether this scale adds to such a study.
    boolean corrects(Study study, Correction correction) {
        return study.isAtTheEdge()
                && (this == LOG || this == LOGIT
                        || correction == Correction.EVERY_SCALE
                        || (this == RAW && correction == Correction.AS_METAPROP));
    }

    private static double halfOnEveryScale(Study study, Correction correction) {
        return study.isAtTheEdge() && correction == Correction.EVERY_SCALE ? 0.5 : 0;
    }

    static double inverseLogit(double value) {
        return value < 0
                ? Math.exp(value) / (1 + Math.exp(value))
                : 1 / (1 + Math.exp(-value));
    }
}
