package limbline.patient;

import limbline.measure.Check;
import limbline.measure.Finding;
import limbline.measure.PartialDate;
import limbline.measure.Text;

/// One step of a plan, with the day it is meant for: "2014-04-10: resection: left shoulder", or
/// "no date: radiotherapy".
public record PlanStep(Finding<PartialDate> date, Option option) {

    private static final String NO_DATE = "no date";

    public static PlanStep parse(String text) {
        String[] parts = text.split(":", 2);
        Check.that(parts.length == 2, "\"%s\" is no step of a plan; write for example"
                + " 2014-04-10: resection: left shoulder, or no date: ILI", Text.shortened(text));
        String date = parts[0].strip();
        return new PlanStep(date.equalsIgnoreCase(NO_DATE) ? Finding.notStated()
                : Finding.known(PartialDate.parse(date)), Option.parse(parts[1]));
    }

    @Override
    public String toString() {
        return date.found().map(PartialDate::text).orElse(NO_DATE) + ": " + option;
    }
}
