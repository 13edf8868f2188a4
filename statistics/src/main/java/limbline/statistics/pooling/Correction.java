package limbline.statistics.pooling;

/// What is added to a study with 0 or n of n events, where a logarithm or a variance of 0 stands in
/// the way. Other studies are never touched.
public enum Correction {

    /// 1/2 to events and non-events on the logit and log scales, nothing elsewhere: metafor's
    /// defaults. On the raw scale such a study cannot be pooled and is refused.
    WHERE_NEEDED,

    /// 1/2 to events and non-events on every scale: metafor's `add = 0.5, to = "only0"` spelled
    /// out.
    EVERY_SCALE,

    /// What `metaprop` of the R package meta does: on the raw scale 1/2 only in the variance, on
    /// the log scale 1/2 to events and 1/2 (not 1) to trials, with n of n events the variance 1/n -
    /// 1/(n + 1/2); on the logit scale as above.
    AS_METAPROP
}
