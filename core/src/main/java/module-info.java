/// What the programme means. Reads the language and the numbers, so javac refuses SQL, HTTP and
/// frameworks here.
@org.jspecify.annotations.NullMarked
module limbline.core {
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;
    requires transitive limbline.statistics;

    exports limbline.board;
    exports limbline.course;
    exports limbline.event;
    exports limbline.evidence;
    exports limbline.followup;
    exports limbline.measure;
    exports limbline.patient;
    exports limbline.protocol;
    exports limbline.series;
    exports limbline.theatre;
    exports limbline.ward;
}
