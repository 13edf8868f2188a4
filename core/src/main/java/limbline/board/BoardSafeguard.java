package limbline.board;

import limbline.measure.Term;

/// What stands in front of a hazard at the tumour board. Each has a row in docs/hazards.md and
/// a test there.
public enum BoardSafeguard implements Term {
    OLD_FACT_ANSWERS_NOTHING(
            "A fact older than its file allows, or that may be, answers nothing, and its age is"
                    + " shown."),
    UNKNOWN_IS_NEVER_MET("What nobody knows is unknown, and says what is missing."),
    BOTH_SOURCES_STAND("Where sources disagree, each stands with its own answer."),
    SHARED_PATIENTS_COUNT_ONCE(
            "Of series that share patients, or may, one is counted, and the page says so."),
    SHEET_NAMES_ITS_PATIENT(
            "A sheet and its minutes name their patient, and no decision is found under another."),
    PAGE_OF_BEFORE_SAYS_ITS_DAY(
            "A page as it was known says of which day it is, and shows nothing of later."),
    RESTRICTED_TELLS_NOTHING_ON_THE_LIST(
            "A restricted record has its place on the list and tells nothing there."),
    DECISION_IS_ON_WHAT_WAS_SEEN(
            "A decision is not written where something was recorded after its page was read."),
    REFUSED_CRITERIA_ARE_NAMED("A file of criteria that cannot be used is named, with its line.");

    private final String says;

    BoardSafeguard(String says) {
        this.says = says;
    }

    public String says() {
        return says;
    }
}
