package limbline.app.figure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import limbline.measure.Check;

/// A calendar laid along a line: which day stands where.
///
/// @param left where `first` stands
/// @param right where `last` stands
record Calendar(LocalDate first, LocalDate last, double left, double right) {

    static final double TYPE = 11;

    private static final double DAYS_A_MONTH = 30.4375;

    /// A mark of the axis and what is written there.
    record Tick(double x, String text) {}

    /// The distances of ticks tried, narrowest first.
    private enum Step {
        DAY(1, 0),
        TWO_DAYS(2, 0),
        WEEK(7, 0),
        TWO_WEEKS(14, 0),
        MONTH(30, 1),
        QUARTER(91, 3),
        HALF_YEAR(182, 6),
        YEAR(365, 12),
        TWO_YEARS(730, 24),
        FIVE_YEARS(1826, 60),
        TEN_YEARS(3652, 120),
        TWENTY_YEARS(7305, 240),
        FIFTY_YEARS(18262, 600);

        private final int days;
        private final int months;

        Step(int days, int months) {
            this.days = days;
            this.months = months;
        }
    }

    Calendar {
        Check.that(last.isAfter(first), "a calendar from %s to %s has no length", first, last);
    }

    /// From `first` to `last` with some days around them, two weeks at least.
    static Calendar around(LocalDate first, LocalDate last, double left, double right) {
        long days = last.toEpochDay() - first.toEpochDay();
        long margin = Math.max(days / 25, Math.max(1, (14 - days) / 2));
        return new Calendar(first.minusDays(margin), last.plusDays(margin), left, right);
    }

    double x(LocalDate day) {
        double share = (double) (day.toEpochDay() - first.toEpochDay())
                / (last.toEpochDay() - first.toEpochDay());
        return left + share * (right - left);
    }

    /// The calendar's own ticks, as close as their texts allow.
    List<Tick> ticks() {
        for (Step step : Step.values()) {
            String widest = step.months >= 12 ? "2000" : step.months > 0 ? "2000-00" : "2000-00-00";
            if (step.days * pixelsADay() >= Typeface.REGULAR.width(widest, TYPE) + 12) {
                return ticks(step, widest.length());
            }
        }
        return ticks(Step.FIFTY_YEARS, 4);
    }

    private List<Tick> ticks(Step step, int letters) {
        List<Tick> ticks = new ArrayList<>();
        for (LocalDate day = firstTick(step); !day.isAfter(last);
                day = step.months > 0 ? day.plusMonths(step.months) : day.plusDays(step.days)) {
            if (!day.isBefore(first)) {
                ticks.add(new Tick(x(day), day.toString().substring(0, letters)));
            }
        }
        return ticks;
    }

    private LocalDate firstTick(Step step) {
        if (step.months == 0) {
            return first;
        }
        long months = first.getYear() * 12L + first.getMonthValue() - 1;
        long start = months - Math.floorMod(months, step.months);
        return LocalDate.of((int) (start / 12), (int) (start % 12) + 1, 1);
    }

    /// Months (days, where the calendar is short) from `zero`, both ways.
    List<Tick> ticksFrom(LocalDate zero) {
        double unit = inMonths() ? DAYS_A_MONTH : 1;
        double widest = Typeface.REGULAR.width("−000", TYPE) + 8;
        int step = 1;
        for (int candidate : new int[] {1, 2, 3, 6, 12, 24, 60, 120, 240, 600}) {
            step = candidate;
            if (candidate * unit * pixelsADay() >= widest) {
                break;
            }
        }
        List<Tick> ticks = new ArrayList<>();
        double from = (first.toEpochDay() - zero.toEpochDay()) / unit;
        double to = (last.toEpochDay() - zero.toEpochDay()) / unit;
        for (int n = (int) Math.ceil(from / step) * step; n <= to; n += step) {
            double days = n * unit;
            ticks.add(new Tick(x(zero) + days * pixelsADay(), n < 0 ? "−" + -n : "" + n));
        }
        return ticks;
    }

    /// Whether [#ticksFrom] counts months.
    boolean inMonths() {
        return last.toEpochDay() - first.toEpochDay() > 120;
    }

    private double pixelsADay() {
        return (right - left) / (last.toEpochDay() - first.toEpochDay());
    }
}
