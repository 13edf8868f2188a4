package limbline.app.figure;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limbline.measure.Term;
import limbline.protocol.Action;
import limbline.protocol.Deed;
import limbline.protocol.Interlock;
import limbline.protocol.Limit;
import limbline.protocol.Protocol;
import limbline.protocol.Step;
import limbline.protocol.Timer;

/// The steps of a protocol from top to bottom, each with the gates before it. Steps beside each
/// other may be done in any order. What is done while the limb is isolated stands on a coloured
/// ground.
public final class ProtocolDrawing {

    private static final double MARGIN = 24;
    private static final double GAP = 26;
    private static final double BETWEEN = 40;
    private static final double TYPE = 12;
    private static final double LINE = 16;
    private static final double BOX = 300;
    private static final double TOP = 118;

    private final Protocol protocol;
    private final Map<String, Integer> ranks = new LinkedHashMap<>();
    private final Map<String, Rectangle2D> boxes = new HashMap<>();
    private final List<Mark> marks = new ArrayList<>();
    private final double width;

    private ProtocolDrawing(Protocol protocol) {
        this.protocol = protocol;
        for (Step step : protocol.steps()) {
            rank(step, List.of());
        }
        int most = 1;
        for (int rank = 0; rank <= last(); rank++) {
            most = Math.max(most, at(rank).size());
        }
        this.width = 2 * MARGIN + Math.max(2, most) * (BOX + GAP) - GAP;
    }

    /// The drawing of a protocol, proved or not.
    public static Figure of(Protocol protocol) {
        return new ProtocolDrawing(protocol).drawn();
    }

    /// How many steps come before it on the longest way. A circle of needs is cut where it closes.
    private int rank(Step step, List<String> behind) {
        Integer known = ranks.get(step.id());
        if (known != null) {
            return known;
        }
        List<String> way = new ArrayList<>(behind);
        way.add(step.id());
        int rank = 0;
        for (String need : step.needs()) {
            if (!way.contains(need)) {
                rank = Math.max(rank, 1 + rank(protocol.step(need), way));
            }
        }
        ranks.put(step.id(), rank);
        return rank;
    }

    private int last() {
        return ranks.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private List<Step> at(int rank) {
        return protocol.steps().stream().filter(step -> rank(step, List.of()) == rank).toList();
    }

    private Figure drawn() {
        double y = TOP;
        for (int rank = 0; rank <= last(); rank++) {
            List<Step> row = at(rank);
            double x = (width - row.size() * (BOX + GAP) + GAP) / 2;
            double tallest = 0;
            for (Step step : row) {
                double height = height(step);
                boxes.put(step.id(), new Rectangle2D.Double(x, y, BOX, height));
                tallest = Math.max(tallest, height);
                x += BOX + GAP;
            }
            y += tallest + BETWEEN;
        }
        double height = y + 4;
        marks.add(Mark.box(0, 0, width, height, Ink.PAPER));
        heading();
        for (Step step : protocol.steps()) {
            needs(step);
        }
        protocol.steps().forEach(this::box);
        marks.add(Mark.text(MARGIN, height - 14, "Not a medical device.", TYPE, Ink.MUTED));
        return new Figure("protocol-" + protocol.id(), protocol.title(), description(), width,
                height, marks);
    }

    private void heading() {
        marks.add(Mark.bold(MARGIN, 32, Typeface.SEMIBOLD.fitted(
                protocol.title(), 18, width - 2 * MARGIN), 18, Ink.TEXT));
        double x = MARGIN;
        for (Action action : Action.values()) {
            marks.add(symbol(action, x, 54));
            String words = switch (action) {
                case HOLD -> "hold: no permission";
                case ASK -> "ask: two people may override";
                case NOTE -> "note: it only tells";
            };
            marks.add(Mark.text(x + 16, 58, words, TYPE, Ink.TEXT));
            x += 36 + Typeface.REGULAR.width(words, TYPE);
        }
        marks.add(Mark.box(MARGIN - 5, 70, 10, 10, Ink.FIELD));
        marks.add(Mark.text(MARGIN + 16, 80, "while the limb is isolated", TYPE, Ink.TEXT));
        if (protocol.demonstration()) {
            marks.add(Mark.bold(MARGIN, 102, "For demonstrations: some values are invented.", TYPE,
                    Ink.PROGRESSION));
        }
    }

    /// Lines from what the step needs, leaving out what those need already.
    private void needs(Step step) {
        for (String need : step.needs()) {
            boolean implied = step.needs().stream().anyMatch(other -> !other.equals(need)
                    && comesBefore(need, protocol.step(other), new ArrayList<>()));
            if (!implied) {
                Rectangle2D from = box(need);
                Rectangle2D to = box(step.id());
                Path2D line = new Path2D.Double();
                double bend = to.getMinY() - BETWEEN; // straight down past rows in between
                line.moveTo(from.getCenterX(), from.getMaxY());
                line.lineTo(from.getCenterX(), Math.max(from.getMaxY(), bend));
                line.curveTo(from.getCenterX(), bend + BETWEEN / 2,
                        to.getCenterX(), to.getMinY() - BETWEEN / 2,
                        to.getCenterX(), to.getMinY());
                marks.add(Mark.stroked(line, Ink.LINE, 1.6));
                marks.add(Mark.filled(Mark.polygon(to.getCenterX() - 4, to.getMinY() - 8,
                        to.getCenterX() + 4, to.getMinY() - 8,
                        to.getCenterX(), to.getMinY()), Ink.LINE));
            }
        }
    }

    private boolean comesBefore(String wanted, Step step, List<String> seen) {
        if (seen.contains(step.id())) {
            return false;
        }
        seen.add(step.id());
        return step.needs().stream().anyMatch(need -> need.equals(wanted)
                || comesBefore(wanted, protocol.step(need), seen));
    }

    private Rectangle2D box(String step) {
        return Optional.ofNullable(boxes.get(step)).orElseThrow();
    }

    private void box(Step step) {
        Rectangle2D box = box(step.id());
        List<Mark> inside = new ArrayList<>();
        inside.add(Mark.rounded(box.getX(), box.getY(), box.getWidth(), box.getHeight(), 8,
                isIsolated(step) ? Ink.FIELD : Ink.PANEL).outlined(Ink.LINE, 1));
        double x = box.getX() + 12;
        double y = box.getY() + 20;
        inside.add(Mark.bold(x, y, step.id(), 13.5, Ink.TEXT));
        String who = (step.people() == 2 ? "two people: " : "") + String.join(", ", step.who());
        double room = BOX - 36 - Typeface.SEMIBOLD.width(step.id(), 13.5);
        String fitted = Typeface.REGULAR.fitted(who, TYPE, room);
        inside.add(Mark.text(box.getMaxX() - 12 - Typeface.REGULAR.width(fitted, TYPE), y, fitted,
                TYPE, Ink.MUTED));
        for (String line : wrapped(step.says())) {
            y += LINE;
            inside.add(Mark.text(x, y, line, TYPE, Ink.TEXT));
        }
        y += 4;
        for (Gate gate : gates(step)) {
            y += LINE;
            inside.add(symbol(gate.action(), x + 5, y - 4));
            inside.add(Mark.text(x + 16, y,
                    Typeface.REGULAR.fitted(gate.words(), TYPE, BOX - 40), TYPE, Ink.TEXT));
        }
        marks.add(new Mark.Group(step.id() + ": " + step.says(), inside));
    }

    private double height(Step step) {
        return 34 + LINE * (wrapped(step.says()).size() + gates(step).size());
    }

    /// Whether it is done after the isolation and not after the release.
    private boolean isIsolated(Step step) {
        return follows(step, Deed.ISOLATE) && !follows(step, Deed.RELEASE);
    }

    private boolean follows(Step step, Deed deed) {
        return protocol.steps().stream()
                .filter(other -> other.deed().filter(deed::equals).isPresent())
                .anyMatch(other -> other.equals(step)
                        ? deed == Deed.ISOLATE
                        : comesBefore(other.id(), step, new ArrayList<>()));
    }

    /// @param words what it asks
    private record Gate(Action action, String words) {}

    private List<Gate> gates(Step step) {
        List<Gate> gates = new ArrayList<>();
        for (Interlock one : step.interlocks()) {
            gates.add(new Gate(one.action(), switch (one) {
                case Interlock.Measured(_, _, _, var measurement, var bound, var limit) ->
                        "%s %s %s".formatted(
                                measurement.id(), bound.term().replace('-', ' '), words(limit));
                case Interlock.SameLimb _ -> "patient, side and limb as ordered";
                case Interlock.Told(_, _, String says) -> says;
            }));
        }
        for (Timer timer : protocol.timers()) {
            switch (timer.rule()) {
                case Timer.Rule.AtLeast(String before, Action action) -> {
                    if (before.equals(step.id())) {
                        gates.add(new Gate(action, "at least %s since %s".formatted(
                                words(timer.limit()), timer.since())));
                    }
                }
                case Timer.Rule.AtMost(String before, Action action) -> {
                    if (before.equals(step.id())) {
                        gates.add(new Gate(action, "at most %s since %s".formatted(
                                words(timer.limit()), timer.since())));
                    }
                }
                case Timer.Rule.Every _ -> { }
            }
        }
        return gates;
    }

    private static String words(Limit limit) {
        return switch (limit.setting()) {
            case Limit.Setting.Value value -> value.amount().written();
            case Limit.Setting.Empty _ -> limit.id() + " (not set)";
            case Limit.Setting.NotUsed _ -> limit.id() + " (not used here)";
        };
    }

    private static Mark symbol(Action action, double x, double y) {
        Shape shape = switch (action) {
            case HOLD -> new Rectangle2D.Double(x - 5, y - 5, 10, 10);
            case ASK -> Mark.polygon(x, y - 6, x + 6, y, x, y + 6, x - 6, y);
            case NOTE -> Mark.disc(x, y, 4.5);
        };
        return action == Action.NOTE
                ? Mark.stroked(shape, Ink.TEXT, 1.5)
                : Mark.filled(shape, action == Action.HOLD ? Ink.PROGRESSION : Ink.RESECTION);
    }

    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (Typeface.REGULAR.width(longer, TYPE) > BOX - 24 && !line.isEmpty()) {
                lines.add(line.toString());
                line = new StringBuilder(word);
            } else {
                line = new StringBuilder(longer);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private String description() {
        List<String> sentences = new ArrayList<>();
        for (Step step : protocol.steps()) {
            List<String> asked = gates(step).stream()
                    .map(gate -> Term.text(gate.action()) + ": " + gate.words()).toList();
            sentences.add(step.id()
                    + (step.needs().isEmpty() ? "" : " after " + String.join(", ", step.needs()))
                    + (asked.isEmpty() ? "" : " (" + String.join("; ", asked) + ")"));
        }
        return String.join(". ", sentences) + ".";
    }
}
