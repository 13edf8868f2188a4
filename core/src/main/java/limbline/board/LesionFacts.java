package limbline.board;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import limbline.board.Placement.Position;
import limbline.course.LesionCourse;
import limbline.course.Placed;
import limbline.event.FollowupEvent.LesionsMeasured;
import limbline.measure.Millimetres;
import limbline.patient.LesionId;
import limbline.patient.LesionSize;
import limbline.patient.LesionSize.Sight;

/// Criteria that ask about the lesions of the limb in question.
final class LesionFacts {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private LesionFacts() {}

    /// A size with the event that tells it.
    private record Sized(Millimetres longest, Placed placed) {}

    /// By the sum of longest diameters; where all lesions lie on one side of the line no size is
    /// needed.
    static Answer distal(Facts facts, Criterion criterion, BigDecimal above) {
        List<Placement> ours = facts.lesions.stream().filter(Facts::isOfTheLimb).toList();
        if (ours.isEmpty()) {
            return facts.missing(criterion, "No lesion of a limb in question is on record.");
        }
        Placed newest = newest(ours);
        String where = where(ours, Position.DISTAL) + where(ours, Position.NOT_DISTAL)
                + where(ours, Position.UNCLEAR);
        String asked = "Asked is more than %s %%.".formatted(Facts.plain(above));
        if (ours.stream().allMatch(one -> one.position() == Position.DISTAL)) {
            return facts.of(criterion, newest, true, where + asked);
        }
        if (ours.stream().allMatch(one -> one.position() == Position.NOT_DISTAL)) {
            return facts.of(criterion, newest, false, where + asked);
        }
        List<Optional<Sized>> sizes = ours.stream().map(one -> size(facts, one.lesion())).toList();
        if (sizes.stream().anyMatch(Optional::isEmpty)) {
            return facts.undecided(criterion, newest, where + asked
                    + " Not every size is on record, so the share cannot be worked out.");
        }
        BigDecimal whole = BigDecimal.ZERO;
        BigDecimal surely = BigDecimal.ZERO;
        BigDecimal perhaps = BigDecimal.ZERO;
        for (int i = 0; i < ours.size(); i++) {
            BigDecimal longest = sizes.get(i).orElseThrow().longest().value();
            whole = whole.add(longest);
            surely = surely.add(ours.get(i).position() == Position.DISTAL
                    ? longest : BigDecimal.ZERO);
            perhaps = perhaps.add(ours.get(i).position() == Position.NOT_DISTAL
                    ? BigDecimal.ZERO : longest);
        }
        if (whole.signum() == 0) {
            return facts.undecided(
                    criterion, newest, where + asked + " The sizes add up to nothing.");
        }
        boolean least = isAbove(surely, whole, above);
        boolean most = isAbove(perhaps, whole, above);
        String words = "%s%s By longest diameters %s of %s mm%s lie below the line.".formatted(
                where, asked, Facts.plain(surely), Facts.plain(whole),
                surely.compareTo(perhaps) == 0 ? " (%s %%)".formatted(percent(surely, whole))
                        : ", perhaps " + Facts.plain(perhaps) + " mm,");
        return least == most ? facts.of(criterion, newest, least, words)
                : facts.undecided(criterion, newest, words);
    }

    private static boolean isAbove(BigDecimal part, BigDecimal whole, BigDecimal percent) {
        return part.multiply(HUNDRED).compareTo(percent.multiply(whole)) > 0;
    }

    private static String percent(BigDecimal part, BigDecimal whole) {
        return part.multiply(HUNDRED).divide(whole, 1, RoundingMode.HALF_UP).toPlainString();
    }

    private static Placed newest(List<Placement> lesions) {
        return lesions.getLast().lesion().placed();
    }

    private static String where(List<Placement> lesions, Position position) {
        String names = lesions.stream().filter(one -> one.position() == position)
                .map(one -> one.lesion().id().toString()).collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : "%s: %s. ".formatted(
                Facts.capital(position.words()), names);
    }

    static Answer measurable(Facts facts, Criterion criterion, Optional<Millimetres> atLeast) {
        List<Sized> sizes = new ArrayList<>();
        List<LesionId> names = new ArrayList<>();
        for (Placement one : facts.lesions) {
            if (Facts.isOfTheLimb(one)) {
                size(facts, one.lesion()).ifPresent(size -> {
                    sizes.add(size);
                    names.add(one.lesion().id());
                });
            }
        }
        if (sizes.isEmpty()) {
            return facts.missing(criterion, "No lesion of the limb has a size on record.");
        }
        int largest = 0;
        for (int i = 1; i < sizes.size(); i++) {
            if (sizes.get(i).longest().compareTo(sizes.get(largest).longest()) > 0) {
                largest = i;
            }
        }
        Sized size = sizes.get(largest);
        return facts.of(criterion, size.placed(),
                atLeast.map(least -> size.longest().compareTo(least) >= 0).orElse(true),
                "%s measures %s (%s)%s.".formatted(names.get(largest), size.longest(),
                        size.placed().when(),
                        atLeast.map(least -> "; asked is at least " + least).orElse("")));
    }

    /// As last measured, or as it was found.
    private static Optional<Sized> size(Facts facts, LesionCourse lesion) {
        for (Placed placed : facts.course.timeline().reversed()) {
            if (placed.hadHappenedBy(facts.on)
                    && placed.event() instanceof LesionsMeasured measured) {
                for (LesionSize size : measured.sizes()) {
                    if (size.lesion().equals(lesion.id())
                            && size.sight() instanceof Sight.Measured(var longest, _, _)) {
                        return Optional.of(new Sized(longest, placed));
                    }
                }
            }
        }
        return lesion.found().size().found().map(size -> new Sized(size, lesion.placed()));
    }
}
