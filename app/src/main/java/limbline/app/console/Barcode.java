package limbline.app.console;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limbline.measure.Amount;
import limbline.measure.Term;
import limbline.measure.Text;
import limbline.patient.Drug;
import limbline.theatre.SignedOrder;

/// What a scanner reads off a syringe: drug, dose, and the order it was drawn up for, as in
/// `melphalan 48.5 mg #1b9d6bcd`. The last are the first eight characters of the order's id.
///
/// @param order empty where the label names none
record Barcode(Drug drug, Amount dose, String order) {

    private static final Pattern FORM =
            Pattern.compile("([a-zA-Z-]+) ([0-9.]+ ?[^ #]+)(?: #([0-9a-fA-F]{8}))?");

    static Barcode parse(String text) {
        Matcher found = FORM.matcher(text.strip());
        if (!found.matches()) {
            throw new IllegalArgumentException(("\"%s\" is not the label of a syringe; it reads"
                    + " drug, dose and order: melphalan 48.5 mg #1b9d6bcd").formatted(
                            Text.shortened(text)));
        }
        String order = found.group(3) == null ? "" : found.group(3).toLowerCase(Locale.ROOT);
        return new Barcode(Term.parse(Drug.class, found.group(1).toLowerCase(Locale.ROOT)),
                Amount.parse(found.group(2)), order);
    }

    /// The label of a syringe drawn up for an order.
    static String of(SignedOrder order, Drug drug, Amount dose) {
        return "%s %s #%s".formatted(drug.term(), dose, order.id().toString().substring(0, 8));
    }

    /// Why the syringe is none of this order, if it is not.
    Optional<String> against(SignedOrder signed) {
        return order.isEmpty() || signed.id().toString().startsWith(order)
                ? Optional.empty()
                : Optional.of(("The syringe was drawn up for another order (#%s); this procedure"
                        + " runs on #%s.").formatted(
                                order, signed.id().toString().substring(0, 8)));
    }
}
