package limbline.patient;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limbline.measure.Check;
import limbline.measure.Finding;
import limbline.measure.Finding.Known;
import limbline.measure.Finding.Missing;
import limbline.measure.Finding.Printed;
import limbline.measure.Finding.Why;
import limbline.measure.Milligrams;
import limbline.measure.Term;
import limbline.measure.Text;

/// A drug and how much of it was given: "melphalan: 50 mg", "melphalan: not stated",
/// `melphalan: printed "7.5 mg/L"`.
public record DrugDose(Drug drug, Finding<Milligrams> dose) {

    private static final Pattern PRINTED = Pattern.compile("printed \"(.*)\"", Pattern.DOTALL);

    public static DrugDose parse(String text) {
        String[] parts = text.split(":", 2);
        Check.that(parts.length == 2,
                "\"%s\" is not a drug with its dose; write melphalan: 50 mg, or melphalan: not "
                        + "stated", Text.shortened(text));
        return new DrugDose(Term.parse(Drug.class, parts[0]), dose(parts[1].strip()));
    }

    private static Finding<Milligrams> dose(String text) {
        Matcher printed = PRINTED.matcher(text);
        if (printed.matches()) {
            return Finding.printed(printed.group(1));
        }
        return !text.isEmpty() && Character.isDigit(text.charAt(0))
                ? Finding.known(Milligrams.parse(text))
                : Finding.missing(Term.parse(Why.class, text));
    }

    @Override
    public String toString() {
        return drug.term() + ": " + switch (dose) {
            case Known<Milligrams>(var mass) -> mass.toString();
            case Missing<Milligrams>(var why) -> why.term().replace('-', ' ');
            case Printed<Milligrams>(var words) -> "printed \"" + words + "\"";
        };
    }
}
