package limbline.statistics.pooling;

/// How the limits of a pooled result take in that tau² was estimated.
public enum Limits {

    /// Estimate ± normal quantile times the standard error, as if tau² were known. metafor's
    /// default and ours; too narrow with few studies.
    NORMAL("normal limits"),

    /// Standard error times the root of q = y'Py / (k - p), and Student's t with k - p degrees of
    /// freedom. J. Hartung, G. Knapp, Statist. Med. 20 (2001), doi:10.1002/sim.1009. With very
    /// homogeneous studies q falls below 1 and the limits may become narrower than the normal ones.
    HARTUNG_KNAPP("Hartung-Knapp limits"),

    /// The same with q at least 1. C. Röver, G. Knapp, T. Friede, BMC Med. Res. Methodol. 15
    /// (2015), doi:10.1186/s12874-015-0091-1.
    HARTUNG_KNAPP_AT_LEAST_ONE("Hartung-Knapp limits, never below the plain standard error");

    private final String words;

    Limits(String words) {
        this.words = words;
    }

    /// What a table or a figure calls them.
    public String words() {
        return words;
    }
}
