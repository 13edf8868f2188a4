package limbline.protocol;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import limbline.measure.Check;
import limbline.measure.Unit;

/// What of the limb and the body goes into a dose, beside the drugs' own rules.
///
/// @param girthError how far a volume from girths may be off, in percent
/// @param displacementError the same for a volume from displaced water
/// @param idealWeight the formula by which doses by limb volume can be corrected
public record Dosing(
        Optional<Limit> girthError,
        Optional<Limit> displacementError,
        Optional<IdealWeight> idealWeight) {

    /// Nothing is said.
    public static final Dosing NONE =
            new Dosing(Optional.empty(), Optional.empty(), Optional.empty());

    public Dosing {
        Stream.concat(girthError.stream(), displacementError.stream()).forEach(limit ->
                Check.that(limit.unit() == Unit.PERCENT, "%s is in %s; an error is in %%",
                        limit.id(), limit.unit()));
    }

    /// The weight that a body of that height is said to have ideally: so much at one height, and so
    /// much more or less for each centimetre.
    ///
    /// @param height at which the weights are given, in cm
    /// @param male, female the weight at that height, in kg
    /// @param perCentimetre in kg/cm
    public record IdealWeight(Limit height, Limit male, Limit female, Limit perCentimetre) {

        public IdealWeight {
            in(Unit.CENTIMETRE, height);
            in(Unit.KILOGRAM, male);
            in(Unit.KILOGRAM, female);
            in(Unit.KILOGRAM_PER_CENTIMETRE, perCentimetre);
        }

        private static void in(Unit unit, Limit limit) {
            Check.that(limit.unit() == unit, "%s is in %s; it has to be in %s", limit.id(),
                    limit.unit(), unit);
        }

        /// Whether the centre set all of it.
        public boolean isSet() {
            return Stream.of(height, male, female, perCentimetre)
                    .allMatch(limit -> limit.amount().isPresent());
        }
    }

    /// Every limit that it names.
    List<Limit> limits() {
        return Stream.of(girthError.stream(), displacementError.stream(),
                        idealWeight.stream().flatMap(one -> Stream.of(one.height(), one.male(),
                                one.female(), one.perCentimetre())))
                .flatMap(limits -> limits).toList();
    }

    /// The formula, if the centre set all of it.
    public Optional<IdealWeight> formula() {
        return idealWeight.filter(IdealWeight::isSet);
    }
}
