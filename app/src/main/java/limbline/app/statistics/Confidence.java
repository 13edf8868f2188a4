package limbline.app.statistics;

import picocli.CommandLine.Option;

/// How sure limits are to be.
final class Confidence {

    @Option(
            names = "--confidence",
            paramLabel = "SHARE",
            description = "Of the limits (default: ${DEFAULT-VALUE}).")
    private double share = 0.95;

    double share() {
        return share;
    }
}
