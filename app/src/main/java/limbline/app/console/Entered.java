package limbline.app.console;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limbline.measure.Unit;
import limbline.protocol.Measurand;
import limbline.protocol.Measurement;
import limbline.protocol.Protocol;

/// What can be entered with one key: each measurement of the protocol, and the usual ones that it
/// does not name.
///
/// @param measurement its id in the protocol, or the usual name
/// @param says for people
/// @param key one letter
/// @param unit it is typed in
record Entered(String measurement, String says, String key, String unit) {

    /// Letters that mean something else: note, override, abort, correct, acknowledge, drug, end,
    /// step, colours.
    private static final String TAKEN = "noxckdesy";

    private static final Map<Measurand, String> KEYS = new EnumMap<>(Map.ofEntries(
            Map.entry(Measurand.ACTIVATED_CLOTTING_TIME, "a"),
            Map.entry(Measurand.LIMB_TEMPERATURE, "t"),
            Map.entry(Measurand.PERFUSATE_TEMPERATURE, "u"),
            Map.entry(Measurand.FLOW, "f"),
            Map.entry(Measurand.FLOW_BY_LIMB_VOLUME, "f"),
            Map.entry(Measurand.PRESSURE, "p"),
            Map.entry(Measurand.LEAK, "l"),
            Map.entry(Measurand.HAEMATOCRIT, "h"),
            Map.entry(Measurand.PRIMING_VOLUME, "v"),
            Map.entry(Measurand.WASHOUT_VOLUME, "w"),
            Map.entry(Measurand.CATHETER_GAUGE, "g")));

    /// Many values at once; the pH is shown large.
    static final String BLOOD_GAS = "blood-gas";

    private static final List<Entered> USUAL = List.of(
            new Entered("limb-temperature", "The temperature of the limb", "t",
                    Unit.CELSIUS.toString()),
            new Entered("act", "The activated clotting time", "a", Unit.SECOND.toString()),
            new Entered("pressure", "The pressure in the circuit", "p",
                    Unit.MILLIMETRE_OF_MERCURY.toString()),
            new Entered("flow", "The flow", "f", Unit.MILLILITRE_PER_MINUTE.toString()),
            new Entered("leak", "The leak count", "l", Unit.PERCENT.toString()),
            new Entered(BLOOD_GAS, "Blood gas", "b", Unit.PH.toString()));

    static List<Entered> of(Protocol protocol) {
        List<Entered> all = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (Measurement one : protocol.measurements()) {
            if (one.measures() != Measurand.TIME_SINCE_LAST_TREATMENT) {
                String key = one.measures() == Measurand.PERFUSATE_PH ? "" // with the blood gas
                        : free(KEYS.getOrDefault(one.measures(), "m"), used);
                used.add(key);
                all.add(new Entered(one.id(), one.says(), key, one.measures().unit().toString()));
            }
        }
        for (Entered usual : USUAL) {
            if (used.add(usual.key)) {
                all.add(usual);
            }
        }
        return List.copyOf(all);
    }

    private static String free(String wanted, Set<String> used) {
        if (!used.contains(wanted)) {
            return wanted;
        }
        return "gjmqrizuvwhfptal".chars().mapToObj(Character::toString)
                .filter(key -> !used.contains(key) && !TAKEN.contains(key))
                .findFirst().orElse("");
    }
}
