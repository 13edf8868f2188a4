package limbline.patient;

import java.util.Locale;
import java.util.Optional;
import limbline.measure.Check;
import limbline.measure.Term;
import limbline.measure.Text;

/// One of the four limbs, or an arm or a leg of which the source does not say the side.
public record Limb(Extremity extremity, Optional<Side> side) {

    public static Limb of(Side side, Extremity extremity) {
        return new Limb(extremity, Optional.of(side));
    }

    /// "left arm", "right leg", "leg, side not stated".
    public static Limb parse(String text) {
        String words = text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s,-]+", " ");
        String[] parts = words.split(" ", 2);
        Check.that(parts.length == 2,
                "\"%s\" is not a limb; write left arm, right arm, left leg, right leg, or \"arm, "
                        + "side not stated\"", Text.shortened(text));
        return parts[1].equals("side not stated")
                ? new Limb(Term.parse(Extremity.class, parts[0]), Optional.empty())
                : of(Term.parse(Side.class, parts[0]), Term.parse(Extremity.class, parts[1]));
    }

    /// Whether `other` may be this limb, as far as both are known.
    public boolean mayBe(Limb other) {
        return extremity == other.extremity
                && (side.isEmpty() || other.side.isEmpty() || side.equals(other.side));
    }

    @Override
    public String toString() {
        return side.map(known -> known.term() + " " + extremity.term())
                .orElseGet(() -> extremity.term() + ", side not stated");
    }
}
