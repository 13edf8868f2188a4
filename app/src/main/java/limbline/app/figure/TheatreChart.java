package limbline.app.figure;

import java.awt.geom.Path2D;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import limbline.event.Entry;
import limbline.event.ProcedureEvent.BloodGasTaken;
import limbline.event.ProcedureEvent.DrugGiven;
import limbline.event.ProcedureEvent.MeasurementTaken;
import limbline.event.ProcedureEvent.OverrideGiven;
import limbline.event.ProcedureEvent.ProcedureAborted;
import limbline.event.ProcedureEvent.StepTaken;
import limbline.measure.Amount;
import limbline.measure.Unit;
import limbline.patient.BloodGas;
import limbline.protocol.Deed;
import limbline.protocol.Interlock;
import limbline.protocol.Limit;
import limbline.protocol.Measurement;
import limbline.protocol.Step;
import limbline.theatre.Line;
import limbline.theatre.Procedure;

/// One procedure on its time axis: when the limb was isolated, what was done and given, each
/// measurement as a curve of its own with the limits it was held against, the alarms, and what was
/// done without permission. What was corrected is not drawn; the run sheet has it, struck.
public final class TheatreChart {

    private static final double WIDTH = 1080;
    private static final double LEFT = 168;
    private static final double RIGHT = 1056;
    private static final double MARGIN = 20;
    private static final double TYPE = 12;
    private static final double TRACK = 74;
    private static final double LINE = 16;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final Procedure procedure;
    private final ZoneId zone;
    private final Instant begin;
    private final Instant end;
    private final Axis time;
    private final List<Line> lines;
    private final List<Mark> marks = new ArrayList<>();
    private double y = 18;

    private TheatreChart(Procedure procedure, Instant now, ZoneId zone) {
        this.procedure = procedure;
        this.zone = zone;
        this.lines = procedure.lines().stream().filter(line -> line.struck().isEmpty()).toList();
        this.begin = lines.stream().map(Line::at).min(Comparator.naturalOrder())
                .orElse(procedure.begunAt()); // a fact may be told of before it was begun
        Instant last = procedure.endedAt().orElse(now);
        for (Line line : lines) {
            last = line.at().isAfter(last) ? line.at() : last;
        }
        this.end = last.isAfter(begin.plusSeconds(60)) ? last : begin.plusSeconds(60);
        this.time = new Axis(0, minutes(end), LEFT, RIGHT);
    }

    /// @param now where the axis of a running procedure ends
    public static Figure of(Procedure procedure, Instant now, ZoneId zone) {
        return new TheatreChart(procedure, now, zone).drawn();
    }

    private double minutes(Instant at) {
        return Duration.between(begin, at).toMillis() / 60_000.0;
    }

    private double place(Instant at) {
        return time.place(minutes(at));
    }

    private String clock(Instant at) {
        return CLOCK.format(at.atZone(zone));
    }

    private Figure drawn() {
        String title = "%s of the %s, %s".formatted(procedure.begun().modality().term(),
                procedure.begun().limb(), begin.atZone(zone).toLocalDate());
        y += 6;
        marks.add(Mark.bold(MARGIN, y, title, 17, Ink.TEXT));
        y += 18;
        marks.add(Mark.text(MARGIN, y, "%s to %s, protocol %s%s".formatted(clock(begin),
                procedure.endedAt().map(this::clock).orElse("now, still running"),
                procedure.protocol().id(), procedure.isAborted() ? ", aborted" : ""), TYPE,
                Ink.MUTED));
        y += 20;
        double top = y;
        List<Mark> ground = new ArrayList<>();
        phases();
        labelled("steps", stepLabels());
        labelled("drugs", drugLabels());
        for (Map.Entry<String, List<Reading>> one : readings().entrySet()) {
            track(one.getKey(), one.getValue());
        }
        for (BloodGas.Drawn drawn : BloodGas.Drawn.values()) {
            gases(drawn);
        }
        alarms();
        deviations();
        axis(ground, top);
        List<Mark> all = new ArrayList<>();
        all.addAll(ground);
        all.addAll(marks);
        y += 30;
        all.add(Mark.text(MARGIN, y, "Not a medical device.", TYPE, Ink.MUTED));
        double height = y + 12;
        all.addFirst(Mark.box(0, 0, WIDTH, height, Ink.PAPER));
        return new Figure("theatre-chart", title, description(), WIDTH, height, all);
    }

    /// From cuff up to cuff down, as often as that was.
    private void phases() {
        y += 4;
        name("limb isolated", y + 13);
        Optional<Instant> up = Optional.empty();
        for (Line line : lines) {
            if (does(line, Deed.ISOLATE) && up.isEmpty()) {
                up = Optional.of(line.at());
            } else if (does(line, Deed.RELEASE) && up.isPresent()) {
                isolated(up.get(), line.at(), false);
                up = Optional.empty();
            }
        }
        up.ifPresent(since -> isolated(since, end, true));
        y += 26;
    }

    private void isolated(Instant from, Instant to, boolean open) {
        double x = place(from);
        double width = Math.max(2, place(to) - x);
        marks.add(Mark.box(x, y, width, 18, Ink.FIELD).outlined(Ink.INFUSION, 1));
        String words = "%s min%s".formatted(Duration.between(from, to).toMinutes(),
                open ? " and on" : "");
        if (Typeface.SEMIBOLD.width(words, TYPE) + 8 < width) {
            marks.add(Mark.bold(x + 5, y + 13, words, TYPE, Ink.TEXT));
        }
    }

    private boolean does(Line line, Deed deed) {
        return step(line).flatMap(Step::deed).filter(deed::equals).isPresent();
    }

    private Optional<Step> step(Line line) {
        return line.entry().event() instanceof StepTaken taken
                ? procedure.protocol().find(taken.step()) : Optional.empty();
    }

    /// Words that begin at a moment.
    ///
    /// @param square the form of its mark, which tells the kind without colour
    private record Label(Instant at, String text, Ink ink, boolean square) {}

    private List<Label> stepLabels() {
        List<Label> labels = new ArrayList<>();
        for (Line line : lines) {
            if (line.entry().event() instanceof StepTaken taken) {
                labels.add(new Label(line.at(), taken.step(), Ink.RESECTION, false));
            } else if (line.entry().event() instanceof OverrideGiven over) {
                labels.add(new Label(line.at(), "override: " + over.step(), Ink.SYSTEMIC, true));
            } else if (line.entry().event() instanceof ProcedureAborted) {
                labels.add(new Label(line.at(), "ABORTED", Ink.PROGRESSION, true));
            }
        }
        return labels;
    }

    private List<Label> drugLabels() {
        return lines.stream().flatMap(line -> line.entry().event() instanceof DrugGiven given
                ? Stream.of(new Label(line.at(), given.drug().term() + given.dose()
                        .found().map(dose -> " " + dose.written()).orElse(", dose not known"),
                        Ink.INFUSION, true))
                : Stream.empty()).toList();
    }

    /// Labels in as many rows as they need beside each other.
    private void labelled(String name, List<Label> labels) {
        if (labels.isEmpty()) {
            return;
        }
        double first = y;
        name(name, first + 12);
        List<Double> rows = new ArrayList<>();
        for (Label label : labels) {
            double x = place(label.at());
            String text = label.text();
            double width = Typeface.REGULAR.width(text, TYPE);
            boolean leftwards = x + 10 + width > RIGHT + 20;
            double from = leftwards ? x - 10 - width : x - 5;
            double to = leftwards ? x + 5 : x + 10 + width;
            int row = 0;
            while (row < rows.size() && rows.get(row) > from - 6) {
                row++;
            }
            if (row == rows.size()) {
                rows.add(to);
            } else {
                rows.set(row, to);
            }
            double middle = first + 8 + row * LINE;
            marks.add(Mark.filled(label.square()
                    ? Mark.polygon(x, middle - 5, x + 5, middle, x, middle + 5, x - 5, middle)
                    : Mark.disc(x, middle, 4), label.ink()));
            marks.add(Mark.text(leftwards ? from : x + 8, middle + 4, text, TYPE, Ink.TEXT));
        }
        y = first + rows.size() * LINE + 10;
    }

    private record Reading(Instant at, Amount amount) {}

    /// By measurement, in the protocol's order, then what the protocol does not know.
    private Map<String, List<Reading>> readings() {
        Map<String, List<Reading>> all = new LinkedHashMap<>();
        procedure.protocol().measurements().forEach(one -> all.put(one.id(), new ArrayList<>()));
        for (Line line : lines) {
            procedure.values(line).forEach(
                    taken -> all.computeIfAbsent(taken.measurement(), _ -> new ArrayList<>())
                            .add(new Reading(line.at(), taken.amount())));
        }
        all.values().removeIf(List::isEmpty);
        return all;
    }

    private void track(String id, List<Reading> readings) {
        List<Limit> limits = limits(id);
        String unit = readings.getFirst().amount().unit().written();
        double least = readings.stream().mapToDouble(one -> value(one.amount())).min().orElse(0);
        double most = readings.stream().mapToDouble(one -> value(one.amount())).max().orElse(1);
        for (Limit limit : limits) {
            double at = limit.amount().map(TheatreChart::value).orElse(least);
            least = Math.min(least, at);
            most = Math.max(most, at);
        }
        double room = most == least ? Math.max(1, Math.abs(most) * 0.1) : (most - least) * 0.2;
        Axis value = new Axis(least - room, most + room, y + TRACK, y);
        name(Sayings.measurement(id), y + 14);
        if (!unit.isEmpty()) {
            marks.add(Mark.text(MARGIN, y + 30, unit, TYPE, Ink.MUTED));
        }
        for (Axis.Tick tick : value.ticks(24)) {
            if (tick.at() > y + 5 && tick.at() < y + TRACK - 3) {
                marks.add(Mark.line(LEFT, tick.at(), RIGHT, tick.at(), Ink.FAINT, 1));
                marks.add(Sheet.endingAt(LEFT - 6, tick.at() + 4, tick.text(), 11, Ink.MUTED));
            }
        }
        for (Limit limit : limits) {
            limit.amount().ifPresent(amount -> marks.add(Mark.line(LEFT,
                    value.place(value(amount)), RIGHT, value.place(value(amount)),
                    Ink.PROGRESSION, 1.2).dashed(6, 4)));
        }
        curve(id, readings, value);
        marks.add(Mark.line(LEFT, y, LEFT, y + TRACK, Ink.LINE, 1));
        y += TRACK + 12;
    }

    private void curve(String id, List<Reading> readings, Axis value) {
        Path2D path = new Path2D.Double();
        List<Mark> points = new ArrayList<>();
        double free = 0;
        for (Reading one : readings) {
            double x = place(one.at());
            double at = value.place(value(one.amount()));
            if (points.isEmpty()) {
                path.moveTo(x, at);
            } else {
                path.lineTo(x, at);
            }
            points.add(new Mark.Group("%s %s at %s".formatted(Sayings.measurement(id),
                    one.amount().written(), clock(one.at())),
                    List.of(Mark.filled(Mark.disc(x, at, 3.2), Ink.RESECTION))));
            String text = one.amount().value().toPlainString();
            double width = Typeface.SEMIBOLD.width(text, 11);
            double from = Math.clamp(x - width / 2, LEFT + 4, RIGHT + 20 - width);
            if (from > free) {
                double up = at - 7 - 11 > y ? at - 7 : at + 15;
                marks.add(Mark.bold(from, up, text, 11, Ink.TEXT).withHalo());
                free = from + width + 6;
            }
        }
        if (readings.size() > 1) {
            marks.add(Mark.stroked(path, Ink.RESECTION, 1.6));
        }
        marks.addAll(points);
    }

    /// What the analyser printed, in rows: each number under its time, or a little behind it where
    /// two samples stand close.
    private void gases(BloodGas.Drawn drawn) {
        List<Line> taken = lines.stream().filter(line -> line.entry().event()
                instanceof BloodGasTaken gas && gas.drawn() == drawn).toList();
        if (taken.isEmpty()) {
            return;
        }
        name(drawn == BloodGas.Drawn.LIMB ? "blood gas, limb" : "blood gas, body", y + 13);
        for (Line line : taken) {
            marks.add(new Mark.Group("%s at %s".formatted(
                    Sayings.of(line.entry().event()), clock(line.at())),
                    List.of(Mark.filled(Mark.disc(place(line.at()), y + 9, 3.2), Ink.RESECTION))));
        }
        y += LINE;
        for (BloodGas.Part part : BloodGas.Part.values()) {
            List<Reading> row = taken.stream().flatMap(line ->
                    ((BloodGasTaken) line.entry().event()).values().stream()
                            .filter(value -> value.part() == part)
                            .map(value -> new Reading(line.at(), value.amount()))).toList();
            if (!row.isEmpty()) {
                row(part, row);
            }
        }
        y += 10;
    }

    private void row(BloodGas.Part part, List<Reading> readings) {
        Unit unit = readings.getFirst().amount().unit();
        marks.add(Mark.text(MARGIN, y + 13, (part.says() + " " + unit.written()).strip(), TYPE,
                Ink.MUTED));
        double free = LEFT;
        for (Reading one : readings) {
            String text = one.amount().unit() == unit ? one.amount().value().toPlainString()
                    : one.amount().written();
            double width = Typeface.SEMIBOLD.width(text, 11);
            double from = Math.max(free, Math.min(place(one.at()), RIGHT + 8) - width / 2);
            if (from + width < WIDTH) { // else the mark's title and the run sheet have it
                marks.add(Mark.bold(from, y + 13, text, 11, Ink.TEXT));
                free = from + width + 6;
            }
        }
        y += LINE;
    }

    private static double value(Amount amount) {
        return amount.value().doubleValue();
    }

    /// The limits that a step holds this measurement against.
    private List<Limit> limits(String id) {
        return procedure.protocol().steps().stream()
                .flatMap(step -> step.interlocks().stream())
                .flatMap(lock -> lock instanceof Interlock.Measured(_, _, _, Measurement measured,
                        _, Limit limit) && measured.id().equals(id)
                        ? Stream.of(limit) : Stream.empty())
                .distinct().toList();
    }

    /// A moment on the axis and its sentence below, under one number.
    private record Told(Instant at, String sentence) {}

    private void alarms() {
        told("alarms", Ink.SYSTEMIC, false, procedure.alarms(end).stream()
                .map(one -> new Told(one.raised(), one.sentence() + one.seen()
                        .map(seen -> " Seen by %s at %s.".formatted(seen.by(), clock(seen.at())))
                        .orElse(" Nobody has acknowledged it.")))
                .toList());
    }

    private void deviations() {
        told("no permission", Ink.PROGRESSION, true, lines.stream()
                .flatMap(line -> line.deviation().stream().map(one -> new Told(line.at(),
                        one.what() + ": " + String.join(" ", one.against()))))
                .toList());
    }

    /// @param upwards which way the mark points, which tells the kinds apart without colour
    private void told(String name, Ink ink, boolean upwards, List<Told> all) {
        if (all.isEmpty()) {
            return;
        }
        name(name, y + 13);
        double base = upwards ? y + 14 : y + 3;
        double tip = upwards ? y + 3 : y + 14;
        double free = 0;
        for (int i = 0; i < all.size(); i++) {
            double x = place(all.get(i).at());
            marks.add(Mark.filled(Mark.polygon(x, tip, x + 6, base, x - 6, base), ink));
            String number = String.valueOf(i + 1);
            double from = x + 8;
            if (from > free && from < RIGHT + 8) {
                marks.add(Mark.bold(from, y + 13, number, TYPE, ink));
                free = from + Typeface.SEMIBOLD.width(number, TYPE) + 16;
            }
        }
        y += 26;
        for (int i = 0; i < all.size(); i++) {
            String words = "%s  %s  %s".formatted(
                    i + 1, clock(all.get(i).at()), all.get(i).sentence());
            for (String part : Typeface.REGULAR.lines(words, TYPE, RIGHT - LEFT)) {
                y += 12;
                marks.add(Mark.text(LEFT, y, part, TYPE, Ink.TEXT));
                y += 4;
            }
        }
        y += 10;
    }

    private void name(String words, double at) {
        marks.add(Mark.bold(MARGIN, at,
                Typeface.SEMIBOLD.fitted(words, TYPE, LEFT - MARGIN - 44), TYPE, Ink.TEXT));
    }

    /// Round minutes of the clock on the wall, as lines behind everything.
    private void axis(List<Mark> ground, double top) {
        long step = step();
        Instant tick = Instant.ofEpochSecond(Math.ceilDiv(begin.getEpochSecond(), step) * step);
        marks.add(Mark.line(LEFT, y, RIGHT, y, Ink.LINE, 1));
        for (; !tick.isAfter(end); tick = tick.plusSeconds(step)) {
            double x = place(tick);
            ground.add(Mark.line(x, top, x, y, Ink.FAINT, 1));
            marks.add(Mark.line(x, y, x, y + 4, Ink.LINE, 1));
            marks.add(Mark.centred(x, y + 17, clock(tick), TYPE, Ink.TEXT));
        }
    }

    private long step() {
        double widest = Typeface.REGULAR.width("00:00", TYPE) + 18;
        for (long minutes : new long[] {1, 2, 5, 10, 15, 30, 60, 120, 240, 720}) {
            if (minutes / time.to() * (RIGHT - LEFT) >= widest) {
                return 60 * minutes;
            }
        }
        return 86_400;
    }

    private String description() {
        List<String> sentences = new ArrayList<>();
        for (Line line : lines) {
            Entry entry = line.entry();
            if (entry.event() instanceof StepTaken || entry.event() instanceof DrugGiven
                    || entry.event() instanceof MeasurementTaken
                    || entry.event() instanceof BloodGasTaken
                    || entry.event() instanceof ProcedureAborted) {
                sentences.add("%s %s%s".formatted(clock(line.at()), Sayings.of(entry.event()),
                        line.deviation().isPresent() ? " (without permission)" : ""));
            }
        }
        procedure.alarms(end).forEach(alarm ->
                sentences.add("%s alarm: %s".formatted(clock(alarm.raised()), alarm.sentence())));
        return String.join("; ", sentences) + ".";
    }
}
