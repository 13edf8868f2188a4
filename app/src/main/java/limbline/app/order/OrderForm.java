package limbline.app.order;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import limbline.measure.Centimetres;
import limbline.measure.Finding;
import limbline.measure.Girth;
import limbline.measure.Kilograms;
import limbline.measure.Millilitres;
import limbline.measure.Term;
import limbline.patient.Extremity;
import limbline.patient.LesionId;
import limbline.patient.Limb;
import limbline.patient.Sex;
import limbline.patient.Side;
import limbline.patient.WeightCorrection;
import limbline.theatre.LimbMeasured;
import org.jspecify.annotations.Nullable;

/// What was typed for a dose sheet, and what can be read of it.
///
/// @param sent each field as it was typed
public record OrderForm(Map<String, List<String>> sent) {

    public OrderForm {
        sent = Map.copyOf(sent);
    }

    static OrderForm of(Map<String, String[]> parameters) {
        return new OrderForm(parameters.entrySet().stream().collect(
                toUnmodifiableMap(
                        Map.Entry::getKey, one -> List.of(one.getValue()))));
    }

    /// A field as it was typed; empty if it is not there.
    public String one(String field) {
        return all(field).stream().findFirst().orElse("");
    }

    public List<String> all(String field) {
        return sent.getOrDefault(field, List.of());
    }

    /// What was read, and what could not be, in sentences.
    record Read(Optional<LimbMeasured> measured, List<LesionId> inField, List<String> wrong) {}

    Read read() {
        List<String> wrong = new ArrayList<>();
        Optional<Limb> limb = parsed("limb", "the limb", Limb::parse, wrong);
        Optional<List<Girth>> girths = parsed("girths", "the girths",
                typed -> GirthList.parse(typed, one("every")), wrong);
        Finding<Millilitres> displaced = finding("displaced", "the displaced water",
                typed -> Millilitres.parse(withUnit(typed, Millilitres.UNIT)), wrong);
        Finding<Kilograms> weight = finding("weight", "the weight",
                typed -> Kilograms.parse(withUnit(typed, Kilograms.UNIT)), wrong);
        Finding<Centimetres> height = finding("height", "the height", GirthList::length, wrong);
        Finding<Sex> sex = finding("sex", "the sex", typed -> Term.parse(Sex.class, typed), wrong);
        Finding<WeightCorrection> correction = finding("correction", "the choice of dose",
                typed -> Term.parse(WeightCorrection.class, typed), wrong);
        List<LesionId> inField = all("inField").stream().map(LesionId::new).toList();
        if (one("limb").isBlank()) {
            wrong.add("the limb: choose it");
        }
        return new Read(wrong.isEmpty() ? limb.map(known -> new LimbMeasured(known,
                girths.orElse(List.of()), displaced, weight, height, sex, correction))
                : Optional.empty(), inField, wrong);
    }

    private <T> Finding<T> finding(
            String field, String called, Function<String, T> parse, List<String> wrong) {
        return parsed(field, called, parse, wrong).map(Finding::known)
                .orElseGet(Finding::notStated);
    }

    private <T> Optional<T> parsed(
            String field, String called, Function<String, T> parse, List<String> wrong) {
        String typed = one(field).strip();
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        @Nullable T value = null;
        try {
            value = parse.apply(typed);
        } catch (IllegalArgumentException e) {
            wrong.add(called + ": " + e.getMessage());
        }
        return Optional.ofNullable(value);
    }

    private static String withUnit(String typed, String unit) {
        return typed.matches("\\d+(\\.\\d+)?") ? typed + " " + unit : typed;
    }

    /// The four limbs an order can be for.
    public static List<Limb> limbs() {
        return List.of(
                Limb.of(Side.LEFT, Extremity.LEG),
                Limb.of(Side.RIGHT, Extremity.LEG),
                Limb.of(Side.LEFT, Extremity.ARM),
                Limb.of(Side.RIGHT, Extremity.ARM));
    }
}
