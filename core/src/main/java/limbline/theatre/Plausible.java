package limbline.theatre;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import limbline.measure.Centimetres;
import limbline.measure.Girth;
import limbline.measure.Kilograms;
import limbline.patient.Extremity;

/// What a limb cannot measure, and what it hardly does.
///
/// None of these ranges is a clinical judgement. They are wide, and there to catch a slipped decimal
/// point, inches typed as centimetres, pounds as kilograms, and the measures of an arm for a leg.
final class Plausible {

    private static final BigDecimal LEAST_LITRES = new BigDecimal("0.2");
    private static final BigDecimal MOST_LITRES = new BigDecimal("30");
    private static final BigDecimal LEAST_GIRTH = new BigDecimal("6");
    private static final BigDecimal MOST_GIRTH = new BigDecimal("130");
    private static final BigDecimal WIDE_STEP = new BigDecimal("15");
    private static final BigDecimal THINNEST = new BigDecimal("13");
    private static final BigDecimal FATTEST = new BigDecimal("60");

    private Plausible() {}

    /// What a limb of this kind has, mostly.
    ///
    /// @param widest the largest girth, in cm
    /// @param share its volume in litres by 100 kg of body
    private record Usual(Range litres, Range widest, Range share) {

        static Usual of(Extremity extremity) {
            return switch (extremity) {
                case ARM -> new Usual(new Range("0.6", "6"), new Range("17", "60"),
                        new Range("0.8", "9"));
                case LEG -> new Usual(new Range("2.5", "20"), new Range("30", "100"),
                        new Range("4", "26"));
            };
        }
    }

    private record Range(BigDecimal least, BigDecimal most) {

        Range(String least, String most) {
            this(new BigDecimal(least), new BigDecimal(most));
        }

        boolean isBelow(BigDecimal value) {
            return value.compareTo(least) < 0;
        }

        boolean isAbove(BigDecimal value) {
            return value.compareTo(most) > 0;
        }
    }

    /// Why a limb cannot be so.
    static List<String> refusals(LimbMeasured measured, LimbVolume volume) {
        List<String> refusals = new ArrayList<>();
        if (volume.litres().compareTo(LEAST_LITRES) < 0
                || volume.litres().compareTo(MOST_LITRES) > 0) {
            refusals.add("A limb of %s is outside %s L to %s L; measure again.".formatted(volume,
                    LEAST_LITRES, MOST_LITRES));
        }
        for (Girth girth : measured.girths()) {
            BigDecimal around = girth.around().value();
            if (around.compareTo(LEAST_GIRTH) < 0 || around.compareTo(MOST_GIRTH) > 0) {
                refusals.add("A girth of %s is outside %s cm to %s cm; check the number and the"
                        .formatted(girth, LEAST_GIRTH, MOST_GIRTH) + " unit.");
            }
        }
        return refusals;
    }

    /// What is asked back.
    static List<String> questions(LimbMeasured measured, Optional<LimbVolume> volume) {
        List<String> questions = new ArrayList<>();
        Extremity extremity = measured.limb().extremity();
        Usual usual = Usual.of(extremity);
        volume.ifPresent(found -> litres(found, extremity, usual, questions));
        girths(measured.girths(), extremity, usual, questions);
        if (volume.isPresent() && measured.weight().found().isPresent()) {
            share(volume.get(), measured.weight().found().get(), extremity, usual, questions);
        }
        if (measured.weight().found().isPresent() && measured.height().found().isPresent()) {
            body(measured.weight().found().get(), measured.height().found().get(), questions);
        }
        return questions;
    }

    private static void litres(
            LimbVolume found, Extremity extremity, Usual usual, List<String> questions) {
        if (usual.litres.isBelow(found.litres())) {
            questions.add("%s is little for %s: is it the right limb, and is all of it below the"
                    .formatted(found, a(extremity)) + " tourniquet measured, in centimetres?");
        } else if (usual.litres.isAbove(found.litres())) {
            questions.add("%s is much for %s: is it the right limb, and the tape in centimetres?"
                    .formatted(found, a(extremity)));
        }
    }

    private static void girths(
            List<Girth> girths, Extremity extremity, Usual usual, List<String> questions) {
        if (girths.isEmpty()) {
            return;
        }
        List<Girth> down = girths.stream().sorted(Comparator.comparing(Girth::at)).toList();
        Girth widest = girths.stream().max(Comparator.comparing(Girth::around)).orElseThrow();
        if (usual.widest.isBelow(widest.around().value())) {
            questions.add("The widest girth is %s, little for %s: were these inches?".formatted(
                    widest, a(extremity)));
        } else if (usual.widest.isAbove(widest.around().value())) {
            questions.add("The widest girth is %s, much for %s: check it.".formatted(
                    widest, a(extremity)));
        }
        if (down.getFirst().at().value().signum() > 0) {
            questions.add(("The first girth is %s below the tourniquet: what lies above it is not"
                    + " counted. Is that meant?").formatted(down.getFirst().at()));
        }
        for (int i = 1; i < down.size(); i++) {
            if (down.get(i).at().value().subtract(down.get(i - 1).at().value())
                    .compareTo(WIDE_STEP) > 0) {
                questions.add("From %s to %s nothing was measured: is a girth missing?".formatted(
                        down.get(i - 1).at(), down.get(i).at()));
            }
        }
    }

    private static void share(LimbVolume volume, Kilograms weight, Extremity extremity,
            Usual usual, List<String> questions) {
        BigDecimal share = volume.litres().movePointRight(2)
                .divide(weight.value(), 1, RoundingMode.HALF_UP);
        if (usual.share.isBelow(share) || usual.share.isAbove(share)) {
            questions.add(("%s is %s L for each 100 kg of a body of %s; %s mostly has from %s to %s."
                    + " Check volume and weight.").formatted(volume, share, weight, a(extremity),
                    usual.share.least, usual.share.most));
        }
    }

    private static void body(Kilograms weight, Centimetres height, List<String> questions) {
        if (height.value().signum() == 0) {
            questions.add("A height of %s is none: check it.".formatted(height));
            return;
        }
        BigDecimal metres = height.value().movePointLeft(2);
        BigDecimal index = weight.value()
                .divide(metres.multiply(metres), 1, RoundingMode.HALF_UP);
        if (index.compareTo(THINNEST) < 0 || index.compareTo(FATTEST) > 0) {
            questions.add("%s at %s is a body mass index of %s: check both, and their units."
                    .formatted(weight, height, index));
        }
    }

    static String a(Extremity extremity) {
        return (extremity == Extremity.ARM ? "an " : "a ")
                + extremity.term().toLowerCase(Locale.ROOT);
    }
}
