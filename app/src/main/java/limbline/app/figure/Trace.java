package limbline.app.figure;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import limbline.measure.Check;

/// A curve that changes in steps, with its limits.
///
/// @param name for the legend
/// @param detail what the legend says of it besides
/// @param atStart its value at time 0
/// @param times of its steps, rising
/// @param values from each time on; `lower` and `upper` are its limits, `NaN` where there is none
/// @param censored times at which somebody was censored
@SuppressWarnings("ArrayRecordComponent") // columns of a curve; compared by nobody
record Trace(String name, String detail, double atStart, double[] times, double[] values,
        double[] lower, double[] upper, double[] censored) {

    /// Steps closer than this, in pixels, are drawn as one; no screen or print shows more.
    private static final double FINEST = 0.2;

    /// More marks than this are no longer marks.
    private static final int MOST_CENSORED = 300;

    Trace {
        Check.that(times.length == values.length && times.length == lower.length
                        && times.length == upper.length && times.length > 0,
                "a curve of %s times, %s values and %s and %s limits", times.length, values.length,
                lower.length, upper.length);
    }

    double lastTime() {
        return times[times.length - 1];
    }

    boolean marksCensored() {
        return censored.length <= MOST_CENSORED;
    }

    /// The highest of its limits, or of its values where it has none.
    double highest() {
        double highest = atStart;
        for (int i = 0; i < times.length; i++) {
            highest = Math.max(highest, Double.isNaN(upper[i]) ? values[i] : upper[i]);
        }
        return highest;
    }

    Path2D line(Axis time, Axis value) {
        return path(corners(time, value, time.place(0), value.place(atStart), values, 0,
                times.length));
    }

    /// The area between its limits, one piece for each stretch that has them.
    List<Path2D> band(Axis time, Axis value) {
        List<Path2D> pieces = new ArrayList<>();
        for (int from = 0; from < times.length;) {
            int to = from;
            while (to < times.length && !Double.isNaN(lower[to]) && !Double.isNaN(upper[to])) {
                to++;
            }
            if (to > from) {
                List<double[]> around = edge(time, value, lower, from, to);
                around.addAll(edge(time, value, upper, from, to).reversed());
                Path2D piece = path(around);
                piece.closePath();
                pieces.add(piece);
            }
            from = to + 1;
        }
        return pieces;
    }

    private List<double[]> edge(Axis time, Axis value, double[] limit, int from, int to) {
        List<double[]> edge = corners(time, value, time.place(times[from]),
                value.place(limit[from]), limit, from + 1, to);
        if (to < times.length) { // it holds until the next time, which has none
            edge.add(new double[] {time.place(times[to]), edge.getLast()[1]});
        }
        return edge;
    }

    /// The corners of steps from a point on: across to each time, then up or down to its value.
    private List<double[]> corners(Axis time, Axis value, double x, double y, double[] column,
            int from, int to) {
        List<double[]> corners = new ArrayList<>();
        corners.add(new double[] {x, y});
        for (int i = from; i < to; i++) {
            double[] last = corners.getLast();
            double next = time.place(times[i]);
            if (corners.size() > 1 && next - last[0] < FINEST && i < to - 1) {
                last[1] = value.place(column[i]);
            } else {
                corners.add(new double[] {next, last[1]});
                corners.add(new double[] {next, value.place(column[i])});
            }
        }
        return corners;
    }

    private static Path2D path(List<double[]> corners) {
        Path2D path = new Path2D.Double();
        path.moveTo(corners.getFirst()[0], corners.getFirst()[1]);
        corners.subList(1, corners.size()).forEach(point -> path.lineTo(point[0], point[1]));
        return path;
    }

    /// The value at a time.
    double at(double time) {
        int found = Arrays.binarySearch(times, time);
        int last = found >= 0 ? found : -found - 2;
        return last < 0 ? atStart : values[last];
    }
}
