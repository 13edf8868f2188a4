package limbline.ward;

import limbline.measure.Term;

/// What stands in front of a hazard in the ward: what the program does for every patient, whatever
/// the centre's rules say. Each has a row in docs/hazards.md and a test there.
public enum WardSafeguard implements Term {
    VALUE_STANDS_WHERE_ITS_SPECIMEN_WAS_TAKEN(
            "Values are read in the order of their specimens, whenever they were reported."),
    CORRECTION_TAKES_THE_PLACE_OF_THE_OLD(
            "A corrected or withdrawn value counts no more, and stays readable."),
    UNIT_IS_CONVERTED_OR_REFUSED(
            "A value in another unit is converted, or waits for a person and counts for nothing."),
    RESULT_GOES_TO_ONE_KNOWN_PATIENT(
            "A result of which it is not sure whose it is waits until a person says so."),
    ACCEPTED_RESULT_IS_ON_DISK("A message that was accepted is on the disk."),
    OVERDUE_IS_AN_ALERT("A round or a value that is late is an alert."),
    NOT_KNOWING_IS_NEVER_FINE(
            "What is missing is said, and makes an answer unknown and not good."),
    SAME_FACT_CALLS_ONCE("The same fact calls once, by whatever number of rules it is found."),
    WORSE_CALLS_AGAIN("An acknowledged alert is open again when what it tells of gets worse."),
    ALERT_HAS_A_KEEPER_OF_THIS_SHIFT(
            "An alert that stands says who answers for it, and asks the new shift to take it over."),
    WARD_SCREEN_SAYS_THAT_IT_IS_OLD(
            "A screen that does not hear from the server says that what it shows may be old."),
    SAME_MESSAGE_COUNTS_ONCE("The same message, however often it comes, is recorded once."),
    NO_NUMBER_IS_MADE_UP(
            "A bound stays a bound, and a text that is no number counts as none and stays readable."),
    WAITING_MESSAGE_SAYS_FOR_WHAT(
            "What cannot be recorded waits where people see it, and says for what."),
    FEED_TAKES_BOUNDED_MEMORY(
            "No message, batch or number of senders takes more than a bounded memory or time."),
    ONLY_NAMED_SENDERS_ARE_HEARD(
            "Where the centre names addresses or certificates, nobody else is listened to."),
    FORGOTTEN_ALSO_IN_MESSAGES("Whoever is forgotten is named by no message any more.");

    private final String says;

    WardSafeguard(String says) {
        this.says = says;
    }

    public String says() {
        return says;
    }
}
