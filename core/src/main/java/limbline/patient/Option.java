package limbline.patient;

import limbline.measure.Term;
import limbline.measure.Text;

/// A treatment as somebody proposes it: "amputation: forequarter", or "ILI" alone.
///
/// @param detail more words, or empty
public record Option(Treatment treatment, String detail) {

    public Option {
        detail = detail.isBlank() ? "" : Text.line("the detail of a treatment", detail);
    }

    public static Option parse(String text) {
        String[] parts = text.split(":", 2);
        return new Option(
                Term.parse(Treatment.class, parts[0]), parts.length == 2 ? parts[1] : "");
    }

    @Override
    public String toString() {
        return treatment.term() + (detail.isEmpty() ? "" : ": " + detail);
    }
}
