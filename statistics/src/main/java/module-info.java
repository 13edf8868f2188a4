/// Numbers only: survival, competing risks, regression, proportions, pooling, audit. Reads nothing
/// but the language.
@org.jspecify.annotations.NullMarked
module limbline.statistics {
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;

    exports limbline.statistics;
    exports limbline.statistics.audit;
    exports limbline.statistics.pooling;
    exports limbline.statistics.reference;
    exports limbline.statistics.regression;
}
