package limbline.statistics.pooling;

import java.util.List;

/// The number of trials by which a pooled Freeman-Tukey value is brought back to a proportion, by
/// Miller's inverse: J. J. Miller, Am. Stat. 32 (1978), doi:10.1080/00031305.1978.10479283. Each
/// choice gives another answer to the same data, which is why the scale is discouraged.
public enum FreemanTukey {

    /// Miller's own choice, and `metaprop`'s in R.
    HARMONIC_MEAN {
        @Override
        double trials(List<Study> studies, double standardError) {
            return studies.size() / studies.stream().mapToDouble(s -> 1.0 / s.trials()).sum();
        }
    },

    /// Of the studies' numbers of trials.
    GEOMETRIC_MEAN {
        @Override
        double trials(List<Study> studies, double standardError) {
            return Math.exp(studies.stream().mapToDouble(s -> Math.log(s.trials())).sum()
                    / studies.size());
        }
    },

    /// Of the studies' numbers of trials.
    ARITHMETIC_MEAN {
        @Override
        double trials(List<Study> studies, double standardError) {
            return studies.stream().mapToDouble(Study::trials).sum() / studies.size();
        }
    },

    /// The trials of one study that would have the pooled standard error: 1 / (4 se²). J. J.
    /// Barendregt et al., J. Epidemiol. Community Health 67 (2013), doi:10.1136/jech-2013-203104.
    INVERSE_VARIANCE {
        @Override
        double trials(List<Study> studies, double standardError) {
            return 1 / (4 * standardError * standardError);
        }
    };

    abstract double trials(List<Study> studies, double standardError);

    static double of(double events, double trials) {
        return 0.5 * (Math.asin(Math.sqrt(events / (trials + 1)))
                + Math.asin(Math.sqrt((events + 1) / (trials + 1))));
    }

    /// The proportion x/n of which `value` is the transformed; 0 or 1 beyond the ends.
    static double back(double value, double trials) {
        if (value <= of(0, trials)) {
            return 0;
        }
        if (value >= of(trials, trials)) {
            return 1;
        }
        double sine = Math.sin(2 * value);
        double root = sine + (sine - 1 / sine) / trials;
        return 0.5 * (1 - Math.signum(Math.cos(2 * value))
                * Math.sqrt(Math.max(0, 1 - root * root)));
    }
}
