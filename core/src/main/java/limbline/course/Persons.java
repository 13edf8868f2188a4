package limbline.course;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import limbline.course.Person.Birth;
import limbline.event.ReferralEvent.Presented;
import limbline.measure.Finding;
import limbline.measure.Years;
import limbline.patient.Sex;

/// Reads the person off the timeline.
final class Persons {

    private Persons() {}

    static Person of(List<Placed> timeline) {
        Finding<Sex> sex = Finding.notStated();
        Optional<Birth> birth = Optional.empty();
        for (Placed placed : timeline) {
            if (placed.event() instanceof Presented(var stated, var age)) {
                if (sex.found().isEmpty()) {
                    sex = stated;
                }
                birth = narrowed(birth, birth(placed.span(), age));
            }
        }
        return new Person(sex, birth);
    }

    /// Whether `presented` states an age of somebody else.
    static boolean contradicts(Person person, Placed placed, Presented presented) {
        return birth(placed.span(), presented.age())
                .flatMap(stated -> person.birth().map(agreed ->
                        stated.earliest().isAfter(agreed.latest())
                                || stated.latest().isBefore(agreed.earliest())))
                .orElse(false);
    }

    private static Optional<Birth> birth(Optional<Span> when, Finding<Years> age) {
        return when.flatMap(span -> age.found().map(years -> birth(span, years)));
    }

    /// An age is one of completed years: who is 34 on a day was born more than 34 and up to 35
    /// years before it. A decimal age is completed to its last digit.
    private static Birth birth(Span span, Years age) {
        BigDecimal step = BigDecimal.ONE.movePointLeft(age.value().scale());
        return new Birth(
                before(span.earliest(), age.value().add(step)).plusDays(1),
                before(span.latest(), age.value()));
    }

    private static LocalDate before(LocalDate day, BigDecimal years) {
        BigDecimal whole = years.setScale(0, RoundingMode.DOWN);
        BigDecimal rest = years.subtract(whole).multiply(BigDecimal.valueOf(365.25));
        return day.minusYears(whole.intValueExact())
                .minusDays(rest.setScale(0, RoundingMode.HALF_UP).intValueExact());
    }

    /// What agrees with both; the first, where they contradict each other.
    private static Optional<Birth> narrowed(Optional<Birth> first, Optional<Birth> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.or(() -> second);
        }
        Birth one = first.get();
        Birth other = second.get();
        LocalDate earliest =
                one.earliest().isAfter(other.earliest()) ? one.earliest() : other.earliest();
        LocalDate latest = one.latest().isBefore(other.latest()) ? one.latest() : other.latest();
        return Optional.of(earliest.isAfter(latest) ? one : new Birth(earliest, latest));
    }
}
