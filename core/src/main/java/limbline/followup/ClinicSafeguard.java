package limbline.followup;

import limbline.measure.Term;

/// What stands in front of a hazard in the clinic. Each has a row in docs/hazards.md and a test there.
public enum ClinicSafeguard implements Term {
    NOBODY_IS_FORGOTTEN(
            "Who was infused and lives is on the list until the plan ends, the most urgent first."),
    RESPONSE_STAYS_DUE("The response stays due until somebody assesses it."),
    MORE_IS_NEVER_BETTER("More tumour never reads as a better response."),
    NOT_MEASURED_IS_NO_RESPONSE(
            "What was not measured, or lies nobody says where, is not assessable and says why."),
    BOTH_CATEGORIES_ARE_SHOWN(
            "The computed category and the clinician's own stand beside each other; neither takes the"
                    + " place of the other."),
    NO_CHANGE_MAKES_UP_NOTHING(
            "Seen, no change, records that the patient was seen and no size and no response.");

    private final String says;

    ClinicSafeguard(String says) {
        this.says = says;
    }

    public String says() {
        return says;
    }
}
