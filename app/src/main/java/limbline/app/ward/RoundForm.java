package limbline.app.ward;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import limbline.event.CareEvent.FluidGiven;
import limbline.event.CareEvent.MedicineGiven;
import limbline.event.CareEvent.Weighed;
import limbline.event.Event;
import limbline.event.WardEvent.LimbChecked;
import limbline.event.WardEvent.UrineMeasured;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.Check;
import limbline.measure.Finding;
import limbline.measure.Finding.Why;
import limbline.measure.Hours;
import limbline.measure.Kilograms;
import limbline.measure.Millilitres;
import limbline.measure.MillimetresOfMercury;
import limbline.measure.Term;
import limbline.measure.Text;
import limbline.patient.ImageHash;
import limbline.patient.Limb;
import limbline.patient.LimbSign;
import limbline.patient.MedicineKind;
import limbline.patient.Sign;
import limbline.patient.Wieberdink;

/// What was typed at the bed, made into events. A field that is left empty was not looked at.
///
/// @param at when, by the clocks of the centre
/// @param errors by field, in sentences
record RoundForm(Instant at, List<Event> events, Map<String, String> errors) {

    RoundForm {
        events = List.copyOf(events);
        errors = Map.copyOf(errors);
    }

    /// A look at which nothing was found: every sign normal, Wieberdink I.
    static RoundForm withoutFindings(Limb limb, Instant now) {
        Map<Sign, Finding<LimbSign>> signs = new EnumMap<>(Sign.class);
        for (Sign sign : Sign.values()) {
            signs.put(sign, Finding.known(LimbSign.NORMAL));
        }
        return new RoundForm(now, List.of(
                look(limb, signs, Finding.notStated(), Finding.notStated(), Finding.notStated()),
                new WieberdinkGraded(
                        limb, Finding.known(Wieberdink.I), Finding.notStated())), Map.of());
    }

    /// @param sent the fields by name
    /// @param image of a photograph that was taken, if one was
    static RoundForm read(
            Function<String, String> sent, Limb limb, Finding<ImageHash> image, Instant now,
            ZoneId zone) {
        Reader reader = new Reader(sent, zone);
        Instant at = reader.moment("at", now, now);
        List<Event> events = new ArrayList<>();
        reader.limb(limb, image).ifPresent(events::add);
        reader.grade(limb).ifPresent(events::add);
        reader.urine(at, now).ifPresent(events::add);
        reader.fluid().ifPresent(events::add);
        reader.medicine().ifPresent(events::add);
        reader.value("weight", "kg", Kilograms::parse).found()
                .ifPresent(weight -> events.add(new Weighed(weight)));
        if (events.isEmpty() && reader.errors.isEmpty()) {
            reader.errors.put("at", "nothing is filled in; nothing was recorded");
        }
        return new RoundForm(at, events, reader.errors);
    }

    private static LimbChecked look(Limb limb, Map<Sign, Finding<LimbSign>> signs,
            Finding<MillimetresOfMercury> compartment, Finding<MillimetresOfMercury> diastolic,
            Finding<ImageHash> image) {
        Function<Sign, Finding<LimbSign>> of =
                sign -> signs.getOrDefault(sign, Finding.missing(Why.NOT_MEASURED));
        return new LimbChecked(limb, of.apply(Sign.COLOUR), of.apply(Sign.WARMTH),
                of.apply(Sign.PAIN), of.apply(Sign.PASSIVE_STRETCH), of.apply(Sign.SENSATION),
                of.apply(Sign.MOVEMENT), of.apply(Sign.PULSE), of.apply(Sign.SWELLING),
                of.apply(Sign.BLISTER), compartment, diastolic, image);
    }

    /// Reads field by field and goes on after a mistake, so that all are seen at once.
    private static final class Reader {

        private final Function<String, String> sent;
        private final ZoneId zone;
        private final Map<String, String> errors = new LinkedHashMap<>();

        Reader(Function<String, String> sent, ZoneId zone) {
            this.sent = sent;
            this.zone = zone;
        }

        private String text(String name) {
            return sent.apply(name).strip();
        }

        Instant moment(String name, Instant otherwise, Instant now) {
            if (text(name).isEmpty()) {
                return otherwise;
            }
            try {
                Instant at = LocalDateTime.parse(text(name)).atZone(zone).toInstant();
                Check.that(!at.isAfter(now.plusSeconds(60)), "%s lies in the future", text(name));
                return at;
            } catch (DateTimeException e) {
                errors.put(name, "\"%s\" is not a day with its time".formatted(
                        Text.shortened(text(name))));
            } catch (IllegalArgumentException e) {
                errors.put(name, String.valueOf(e.getMessage()));
            }
            return otherwise;
        }

        /// A number whose unit stands beside the field, or a number with its unit.
        <T> Finding<T> value(String name, String unit, Function<String, T> parse) {
            String typed = text(name).replace(',', '.');
            if (typed.isEmpty()) {
                return Finding.notStated();
            }
            try {
                return Finding.known(parse.apply(
                        typed.matches("[0-9.]+") ? typed + " " + unit : typed));
            } catch (IllegalArgumentException e) {
                errors.put(name, String.valueOf(e.getMessage()));
                return Finding.notStated();
            }
        }

        private <E extends Enum<E>> Finding<E> term(String name, Class<E> type) {
            if (text(name).isEmpty()) {
                return Finding.missing(Why.NOT_MEASURED);
            }
            try {
                return Finding.known(Term.parse(type, text(name)));
            } catch (IllegalArgumentException e) {
                errors.put(name, String.valueOf(e.getMessage()));
                return Finding.missing(Why.NOT_MEASURED);
            }
        }

        Optional<Event> limb(Limb limb, Finding<ImageHash> image) {
            Map<Sign, Finding<LimbSign>> signs = new EnumMap<>(Sign.class);
            for (Sign sign : Sign.values()) {
                Finding<LimbSign> found = term(sign.term(), LimbSign.class);
                signs.put(sign, found);
            }
            Finding<MillimetresOfMercury> compartment =
                    value("compartment", "mm[Hg]", MillimetresOfMercury::parse);
            Finding<MillimetresOfMercury> diastolic =
                    value("diastolic", "mm[Hg]", MillimetresOfMercury::parse);
            boolean looked = signs.values().stream().anyMatch(one -> one.found().isPresent())
                    || compartment.found().isPresent() || image.found().isPresent();
            return looked ? Optional.of(
                    look(limb, signs, compartment, diastolic, image)) : Optional.empty();
        }

        Optional<Event> grade(Limb limb) {
            Finding<Wieberdink> grade = term("grade", Wieberdink.class);
            String observer = text("observer");
            return grade.found().map(found -> new WieberdinkGraded(limb, grade,
                    observer.isEmpty() ? Finding.notStated() : Finding.known(observer)));
        }

        /// A collection begins where the form says; without that nobody knows its rate.
        Optional<Event> urine(Instant at, Instant now) {
            Finding<Millilitres> volume = value("urine", "mL", Millilitres::parse);
            if (volume.found().isEmpty()) {
                return Optional.empty();
            }
            if (text("urine-from").isEmpty()) {
                return Optional.of(
                        new UrineMeasured(volume.found().get(), Finding.notStated()));
            }
            Instant from = moment("urine-from", at, now);
            Duration over = Duration.between(from, at);
            if (!over.isPositive() && !errors.containsKey("urine-from")) {
                errors.put("urine-from", "the collection ends before it begins");
                return Optional.empty();
            }
            return errors.containsKey("urine-from") ? Optional.empty()
                    : hours("urine-from", over).map(hours ->
                            new UrineMeasured(volume.found().get(), Finding.known(hours)));
        }

        private Optional<Hours> hours(String name, Duration over) {
            try {
                return Optional.of(new Hours(BigDecimal.valueOf(
                        over.toMinutes()).divide(BigDecimal.valueOf(60), 4,
                                RoundingMode.HALF_EVEN)));
            } catch (IllegalArgumentException e) {
                errors.put(name, String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        }

        Optional<Event> fluid() {
            Finding<Millilitres> volume = value("fluid", "mL", Millilitres::parse);
            String what = text("fluid-what");
            return volume.found().map(found -> new FluidGiven(found, Finding.notStated(),
                    what.isEmpty() ? Finding.notStated() : Finding.known(what)));
        }

        Optional<Event> medicine() {
            String medicine = text("medicine");
            if (medicine.isEmpty()) {
                return Optional.empty();
            }
            String dose = text("medicine-dose");
            Finding<MedicineKind> kind = text("medicine-kind").isEmpty()
                    ? Finding.notStated() : term("medicine-kind", MedicineKind.class);
            return Optional.of(new MedicineGiven(medicine, kind,
                    dose.isEmpty() ? Finding.notStated() : Finding.known(dose)));
        }
    }
}
