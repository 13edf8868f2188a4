package limbline.app.hl7;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limbline.measure.PartialDate;
import limbline.measure.Text;
import limbline.measure.When;

/// A point in time as HL7 writes it, as precise as it was written: `2026`, `202611`, `20261125`,
/// `202611251330`, with seconds, parts of one, and an offset `+0100`.
///
/// @param when to the second, or a partial date
/// @param latest the last instant it can be
public record Moment(When when, Instant latest) {

    private static final Pattern NOTHING = Pattern.compile("0*");

    private static final Pattern WRITTEN = Pattern.compile(
            "(\\d{4})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:\\.\\d{1,6})?)?)?)?)?)?"
                    + "([+-]\\d{4}|Z)?");

    /// @param zone of the clocks where no offset is written
    /// @return empty for the empty text, and for zeros only
    /// @throws IllegalArgumentException if it is no such time
    public static Optional<Moment> parse(String text, ZoneId zone) {
        if (NOTHING.matcher(text).matches()) {
            return Optional.empty();
        }
        Matcher found = WRITTEN.matcher(text);
        try {
            if (!found.matches()) {
                throw new DateTimeException("no time");
            }
            return Optional.of(moment(found, zone));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "\"%s\" is not a time as HL7 writes it".formatted(Text.shortened(text)), e);
        }
    }

    private static Moment moment(Matcher found, ZoneId zone) {
        String year = found.group(1);
        if (found.group(2) == null) {
            return of(PartialDate.parse(year), zone);
        }
        if (found.group(3) == null) {
            return of(PartialDate.parse(year + "-" + found.group(2)), zone);
        }
        LocalDate day = LocalDate.of(Integer.parseInt(year), Integer.parseInt(found.group(2)),
                Integer.parseInt(found.group(3)));
        if (found.group(5) == null) { // an hour without minutes says no more than its day
            return of(PartialDate.of(day), zone);
        }
        LocalDateTime time = day.atTime(LocalTime.of(Integer.parseInt(found.group(4)),
                Integer.parseInt(found.group(5)),
                found.group(6) == null ? 0 : Integer.parseInt(found.group(6))));
        ZoneId where = found.group(7) == null ? zone : ZoneOffset.of(found.group(7));
        Instant instant = time.atZone(where).toInstant();
        return new Moment(new When.At(instant), instant);
    }

    private static Moment of(PartialDate date, ZoneId zone) {
        return new Moment(new When.On(date),
                date.latest().plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1));
    }
}
