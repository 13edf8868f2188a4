package limbline.patient;

import limbline.measure.Check;
import limbline.measure.Finding;
import limbline.measure.Finding.Why;
import limbline.measure.Milligrams;
import limbline.measure.Term;
import limbline.measure.Text;

/// A drug and how much of it was given: "melphalan: 50 mg", "melphalan: not stated".
public record DrugDose(Drug drug, Finding<Milligrams> dose) {

    public static DrugDose parse(String text) {
        String[] parts = text.split(":", 2);
        Check.that(parts.length == 2,
                "\"%s\" is not a drug with its dose; write melphalan: 50 mg, or melphalan: not "
                        + "stated", Text.shortened(text));
        return new DrugDose(Term.parse(Drug.class, parts[0]), dose(parts[1].strip()));
    }

    private static Finding<Milligrams> dose(String text) {
        return !text.isEmpty() && Character.isDigit(text.charAt(0))
                ? Finding.known(Milligrams.parse(text))
                : Finding.missing(Term.parse(Why.class, text));
    }

    @Override
    public String toString() {
        return drug.term() + ": " + dose.words().replace('-', ' ');
    }
}
