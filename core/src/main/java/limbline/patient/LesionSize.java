package limbline.patient;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limbline.measure.Check;
import limbline.measure.Millimetres;
import limbline.measure.Term;
import limbline.measure.Text;

/// One lesion at one look, in the words people write it down in:
///
/// ```
/// forearm: 42 x 30 mm            longest diameter and the one across it
/// forearm: 42 mm                 longest diameter alone
/// forearm: absent                or: too small to measure, present, clearly worse, not assessable
/// biceps: grown into forearm     two lesions have become one; its size stands at the other
/// forearm-b: 12 mm, split from forearm
/// ```
public record LesionSize(LesionId lesion, Sight sight) {

    private static final Pattern MEASURED = Pattern.compile(
            "(\\d{1,4}(?:\\.\\d{1,9})?)(?:\\s*[x×]\\s*(\\d{1,4}(?:\\.\\d{1,9})?))?\\s*mm"
                    + "(?:,?\\s*split from\\s+(\\S+))?");
    private static final Pattern GROWN = Pattern.compile("grown into\\s+(\\S+)");

    /// What was seen of it.
    public sealed interface Sight {

        /// @param longest diameter
        /// @param across the longest diameter at a right angle to it; of a lymph node its short axis
        /// @param splitFrom the lesion this was a part of
        record Measured(
                Millimetres longest, Optional<Millimetres> across, Optional<LesionId> splitFrom)
                implements Sight {
            public Measured {
                across.ifPresent(short_ -> Check.that(short_.compareTo(longest) <= 0,
                        "%s x %s: the longest diameter stands first", longest, short_));
            }
        }

        /// It is one mass with another lesion now.
        record GrownInto(LesionId other) implements Sight {}

        /// Judged without a measurement.
        record Judged(Appearance appearance) implements Sight {}
    }

    /// How a lesion looks that is not measured.
    public enum Appearance implements Term {
        ABSENT("absent"),
        TOO_SMALL("too small to measure"),
        PRESENT("present"),
        /// Unequivocally: what RECIST 1.1 asks of a lesion that was not measured.
        WORSE("clearly worse"),
        NOT_ASSESSABLE("not assessable");

        private final String term;

        Appearance(String term) {
            this.term = term;
        }

        @Override
        public String term() {
            return term;
        }
    }

    public LesionSize {
        LesionId itself = lesion;
        boolean loop = switch (sight) {
            case Sight.GrownInto(var other) -> other.equals(itself);
            case Sight.Measured(_, _, var from) -> from.filter(itself::equals).isPresent();
            case Sight.Judged _ -> false;
        };
        Check.that(!loop, "%s cannot be grown into itself or split from itself", lesion);
    }

    public static LesionSize parse(String text) {
        String[] parts = text.split(":", 2);
        Check.that(parts.length == 2, "\"%s\" is not a lesion with its size; write forearm: 42 x 30"
                + " mm, or forearm: absent", Text.shortened(text));
        return new LesionSize(LesionId.parse(parts[0]), sight(parts[1].strip()));
    }

    private static Sight sight(String text) {
        String words = text.toLowerCase(Locale.ROOT);
        Matcher measured = MEASURED.matcher(words);
        if (measured.matches()) {
            return new Sight.Measured(
                    Millimetres.parse(measured.group(1) + " mm"),
                    Optional.ofNullable(measured.group(2)).map(across ->
                            Millimetres.parse(across + " mm")),
                    Optional.ofNullable(measured.group(3)).map(LesionId::parse));
        }
        Matcher grown = GROWN.matcher(words);
        if (grown.matches()) {
            return new Sight.GrownInto(LesionId.parse(grown.group(1)));
        }
        Check.that(words.isEmpty() || !Character.isDigit(words.charAt(0)),
                "\"%s\" is no size; write for example 42 x 30 mm", Text.shortened(text));
        return new Sight.Judged(Term.parse(Appearance.class, words));
    }

    @Override
    public String toString() {
        return lesion + ": " + switch (sight) {
            case Sight.Measured(var longest, var across, var from) ->
                across.map(short_ -> longest.value().toPlainString() + " x " + short_)
                        .orElse(longest.toString())
                        + from.map(whole -> ", split from " + whole).orElse("");
            case Sight.GrownInto(var other) -> "grown into " + other;
            case Sight.Judged(var appearance) -> appearance.term();
        };
    }
}
