package limbline.measure;

/// Days from one event to another, as far as their dates allow to say.
///
/// @param earliest fewest days it can be; negative if the other event may come before
/// @param latest most days it can be
/// @param used what a calculation takes when it needs one number
public record Elapsed(long earliest, long latest, long used) {

    private static final double DAYS_A_MONTH = 30.4375;

    public Elapsed {
        Check.that(earliest <= used && used <= latest,
                "%s days is not between %s and %s", used, earliest, latest);
    }

    public static Elapsed exactly(long days) {
        return new Elapsed(days, days, days);
    }

    public boolean isExact() {
        return earliest == latest;
    }

    public Elapsed plus(Elapsed other) {
        return new Elapsed(
                earliest + other.earliest, latest + other.latest, used + other.used);
    }

    public Elapsed minus(Elapsed other) {
        return new Elapsed(
                earliest - other.latest, latest - other.earliest, used - other.used);
    }

    /// In months of 30.4375 days: the used one rounded, the range rounded outwards.
    public long usedMonths() {
        return Math.round(used / DAYS_A_MONTH);
    }

    public long earliestMonths() {
        return (long) Math.floor(earliest / DAYS_A_MONTH);
    }

    public long latestMonths() {
        return (long) Math.ceil(latest / DAYS_A_MONTH);
    }

    /// Whether it is said in days: where it is exact, and below two months. Else in months.
    public boolean inDays() {
        return isExact() || Math.abs(used) < 61;
    }

    /// "3 days" where it is exact, "16 (15–17) months" where it is not, in days below two months.
    @Override
    public String toString() {
        if (isExact()) {
            return used + (Math.abs(used) == 1 ? " day" : " days");
        }
        if (inDays()) {
            return "%d (%d–%d) days".formatted(used, earliest, latest);
        }
        return "%d (%d–%d) months".formatted(usedMonths(), earliestMonths(), latestMonths());
    }
}
