package limbline.theatre;

import limbline.measure.Term;

/// What stands in front of a hazard in theatre beside the interlocks of the protocol: what the
/// program does in every procedure, whatever its protocol says. Each has a row in docs/hazards.md and
/// a test there.
public enum Safeguard implements Term {
    FACT_IS_ALWAYS_RECORDED("What was done is recorded, also where it broke the order."),
    DEVIATION_AND_ALARM_LATCH(
            "A deviation or an alarm stands until a named person has seen it."),
    LATE_FACT_TAKES_ITS_PLACE(
            "A fact that reaches the record late is judged by the time at which it was made."),
    SCREEN_WITHOUT_SERVER_GRANTS_NOTHING(
            "A screen without its server says so, permits nothing and goes on taking facts."),
    SCREENS_SHOW_THE_SAME("The screens of a theatre show the same within a second."),
    ACKNOWLEDGED_IS_ON_DISK("What was acknowledged is on the disk."),
    COMMAND_COUNTS_ONCE("What is sent again is written once, and answered as the first time."),
    NOTHING_IN_THE_FUTURE("No screen's clock writes later than now."),
    TIME_NEVER_GOES_BACK("A clock that is set back puts nothing that is done later earlier."),
    VALUE_WITHIN_WHAT_CAN_BE_MEASURED(
            "A value outside what a theatre can measure, or in another unit, is refused."),
    CORRECTION_KEEPS_THE_OLD("A mistyped value is corrected, counts no more, and stays readable."),
    SECOND_SCREEN_DECIDES_AGAIN(
            "Whoever writes second decides again on what the first one wrote."),
    OVERRIDE_TAKES_TWO("An ask is overridden by two named people, for once; a hold by nobody."),
    VERSION_IS_KEPT("A procedure keeps the protocol version it began with."),
    ORDER_IS_GOOD_FOR_ONE("An order is good for one procedure, and for its amount once."),
    VALUE_OF_BEFORE_THE_DRUG_IS_OVER(
            "A clotting time of before heparin or protamine counts no more after it."),
    SECOND_PERSON_OR_BARCODE("A drug takes a barcode or a second person."),
    END_ONLY_WHEN_SAFE("The end is refused while the limb is isolated or a catheter is in."),
    INFUSION_IS_DERIVED("The infusion in the patient's course is derived and not typed."),
    CLOCKS_COME_FROM_THE_RECORD("Every clock is an instant of the record."),
    DOSE_BY_LITRE_OR_BY_KILOGRAM(
            "A dose by litre of limb and one by kilogram of body are types that cannot meet."),
    IMPOSSIBLE_LIMB_IS_REFUSED(
            "A limb, a body or a girth that cannot be is refused; an unlikely one is asked back."),
    CAP_IS_NEVER_ROUNDED_OVER("A dose is rounded to what can be drawn up, never above its cap."),
    WORKING_IS_PRINTED("Every line of the working and its measuring error is on the sheet."),
    BOTH_WEIGHTS_ARE_SHOWN(
            "The corrected and the uncorrected dose stand side by side; a person chooses."),
    ORDER_TAKES_TWO("An order counts once two different people signed it, each by PIN."),
    SIGNED_IS_WHAT_THE_WORKING_GIVES(
            "An order is signed only by the protocol in force and with the doses its working gives.");

    private final String says;

    Safeguard(String says) {
        this.says = says;
    }

    public String says() {
        return says;
    }
}
