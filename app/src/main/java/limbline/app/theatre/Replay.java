package limbline.app.theatre;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limbline.app.figure.Sayings;
import limbline.app.journal.PatientKey;
import limbline.event.EventType;
import limbline.event.ProcedureEvent.PermissionRefused;
import limbline.measure.Text;
import limbline.protocol.Reason;
import limbline.theatre.Alarm;
import limbline.theatre.Deviation;
import limbline.theatre.Line;
import limbline.theatre.Procedure;
import limbline.theatre.Seen;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A procedure step by step, for people and as JSON: what was done, what was refused and why, what
/// was done all the same.
public final class Replay {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    /// What was written down so much later than it happened is shown with both times; so much later
    /// than the beginning, for where all was written down afterwards it is said once.
    private static final Duration LATE = Duration.ofSeconds(10);

    private final PatientKey patient;
    private final Procedure procedure;
    private final List<Alarm> alarms;
    private final ZoneId zone;

    /// @param now up to which alarms are told, if the procedure still runs
    public Replay(PatientKey patient, Procedure procedure, Instant now, ZoneId zone) {
        this.patient = patient;
        this.procedure = procedure;
        this.alarms = procedure.alarms(procedure.endedAt().orElse(now));
        this.zone = zone;
    }

    /// One line for a list of procedures.
    public String headline() {
        return "%s  %s  %s, %s of the %s by %s: %s, %s".formatted(
                procedure.id(), time(DAY, procedure.begunAt()), patient,
                procedure.begun().modality().term(), procedure.begun().limb(),
                procedure.protocol().id(), state(),
                Text.counted(procedure.deviations().size(), "deviation"));
    }

    private String state() {
        String how = procedure.isAborted() ? "aborted, " : "";
        return how + procedure.endedAt().map(at -> "ended " + clock(at)).orElse("running");
    }

    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(headline());
        lines.add("protocol version %s; order signed by %s".formatted(
                procedure.begun().version(), String.join(" and ", procedure.order().signedBy())));
        if (!afterwards().isZero()) {
            lines.add("written down afterwards, from %s on".formatted(
                    time(DAY, procedure.begunAt().plus(afterwards()))));
        }
        lines.add("");
        procedure.lines().forEach(line -> lines.addAll(text(line)));
        lines.add("");
        lines.add(alarms.isEmpty() ? "No alarm was raised." : "Alarms:");
        alarms.forEach(alarm -> lines.add("%s  %s%s".formatted(
                clock(alarm.raised()), alarm.sentence(), seen(alarm.seen()))));
        long open = procedure.deviations().stream().filter(one -> one.seen().isEmpty()).count();
        lines.add("%s, %s; %s.".formatted(Text.counted(refusals(), "refusal"),
                Text.counted(procedure.deviations().size(), "deviation"),
                open == 0 ? "none is left unseen" : open + " not seen by anybody"));
        lines.add("Limbline is not a medical device.");
        return String.join("\n", lines);
    }

    private int refusals() {
        return Math.toIntExact(procedure.lines().stream()
                .filter(line -> line.entry().event() instanceof PermissionRefused).count());
    }

    private List<String> text(Line line) {
        List<String> lines = new ArrayList<>();
        String what = line.entry().event() instanceof PermissionRefused(_, String step, _)
                ? "NO PERMISSION for " + step : Sayings.of(line.entry().event());
        lines.add("%s  %s  (%s%s)%s".formatted(clock(line.at()), what, line.entry().author(),
                late(line), line.struck().map(by -> "  STRUCK: " + by.reason()).orElse("")));
        if (line.entry().event() instanceof PermissionRefused(_, _, List<String> reasons)) {
            reasons.forEach(reason -> lines.add("            " + reason));
        }
        line.deviation().ifPresent(deviation -> {
            lines.add("          DEVIATION" + seen(deviation.seen()));
            deviation.against().forEach(reason -> lines.add("            " + reason));
        });
        if (!line.overridden().isEmpty()) {
            lines.add("          overridden: " + String.join(", ", line.overridden()));
        }
        TheatreDesk.clocks(line.entry()).ifPresent(told -> lines.add("          " + told));
        line.told().forEach(told -> lines.add("          told: " + told.sentence()));
        return lines;
    }

    private String late(Line line) {
        return isLate(line)
                ? ", written down " + clock(line.entry().recorded()) : "";
    }

    private boolean isLate(Line line) {
        return delay(line).compareTo(LATE.plus(afterwards())) > 0;
    }

    private static Duration delay(Line line) {
        return Duration.between(line.at(), line.entry().recorded());
    }

    /// How long after its beginning was this written down.
    private Duration afterwards() {
        Duration delay = delay(procedure.lines().stream().filter(line ->
                line.entry().id().equals(procedure.id())).findFirst().orElseThrow());
        return delay.compareTo(LATE) > 0 ? delay : Duration.ZERO;
    }

    private static String seen(Optional<Seen> seen) {
        return seen.map(by -> " (seen by " + by.by() + ")").orElse(" (not seen by anybody)");
    }

    /// The time of day, with the day where it is not the one of the beginning.
    private String clock(Instant at) {
        boolean sameDay = at.atZone(zone).toLocalDate()
                .equals(procedure.begunAt().atZone(zone).toLocalDate());
        return time(sameDay ? TIME : DAY, at);
    }

    private String time(DateTimeFormatter format, Instant at) {
        return format.format(at.atZone(zone));
    }

    public String json() {
        Map<String, Object> json = new LinkedHashMap<>(summary());
        json.put("version", procedure.begun().version().sha256());
        json.put("order", procedure.begun().order().toString());
        json.put("signedBy", procedure.order().signedBy());
        json.put("done", procedure.done().stream().sorted().toList());
        json.put("lines", procedure.lines().stream().map(this::json).toList());
        json.put("alarms", alarms.stream().map(Replay::json).toList());
        return JSON.writeValueAsString(json);
    }

    /// For a list: what the procedure is and how it stands.
    public Map<String, Object> summary() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("procedure", procedure.id().toString());
        json.put("centre", patient.centre());
        json.put("patient", patient.patient().value());
        json.put("limb", procedure.begun().limb().toString());
        json.put("modality", procedure.begun().modality().term());
        json.put("protocol", procedure.protocol().id());
        json.put("begun", procedure.begunAt().toString());
        procedure.endedAt().ifPresent(at -> json.put("ended", at.toString()));
        json.put("aborted", procedure.isAborted());
        json.put("refusals", refusals());
        json.put("deviations", procedure.deviations().size());
        return json;
    }

    private Map<String, Object> json(Line line) {
        Map<String, Object> json = new LinkedHashMap<>();
        EventType type = EventType.of(line.entry().event());
        json.put("at", line.at().toString());
        json.put("recorded", line.entry().recorded().toString());
        json.put("author", line.entry().author());
        json.put("event", type.name());
        json.put("id", line.entry().id().toString());
        json.put("says", Sayings.of(line.entry().event()));
        json.put("values", type.write(line.entry().event()));
        json.put("permitted", line.struck().isEmpty() && line.deviation().isEmpty()
                && !(line.entry().event() instanceof PermissionRefused));
        line.deviation().ifPresent(deviation -> json.put("deviation", json(deviation)));
        TheatreDesk.clocks(line.entry()).ifPresent(clocks -> json.put("clocks", clocks));
        if (!line.told().isEmpty()) {
            json.put("told", line.told().stream().map(Reason::sentence).toList());
        }
        if (!line.overridden().isEmpty()) {
            json.put("overridden", line.overridden());
        }
        line.struck().ifPresent(struck -> json.put("struck", Map.of(
                "by", struck.by().id().toString(), "reason", struck.reason())));
        return json;
    }

    private static Map<String, Object> json(Deviation deviation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", deviation.key());
        json.put("against", deviation.against());
        deviation.seen().ifPresent(seen -> json.put("seen", json(seen)));
        return json;
    }

    private static Map<String, Object> json(Alarm alarm) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", alarm.key());
        json.put("kind", alarm.kind().term());
        json.put("raised", alarm.raised().toString());
        json.put("sentence", alarm.sentence());
        alarm.seen().ifPresent(seen -> json.put("seen", json(seen)));
        return json;
    }

    private static Map<String, Object> json(Seen seen) {
        return Map.of("by", seen.by(), "at", seen.at().toString());
    }
}
