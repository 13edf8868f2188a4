package limbline.app.exchange;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import limbline.measure.Elapsed;
import limbline.measure.EventId;
import limbline.measure.Offset;
import limbline.measure.PartialDate;
import limbline.measure.Text;
import limbline.measure.When;

/// Says of entries that leave it open when they became known: when they happened. For an offset
/// from another entry that is the other's date and the stretch together.
final class Dating {

    private final ZoneId zone;
    private final Map<EventId, PartialDate> dates = new HashMap<>();

    /// @param zone in which a moment becomes a day: that of the record, or an early morning's event
    ///     would be known on the day before it happened
    Dating(ZoneId zone) {
        this.zone = zone;
    }

    /// The date of `event`, remembered for those that are counted from it.
    ///
    /// @throws IllegalArgumentException if it cannot be told, with what to write
    PartialDate known(EventId event, When happened, Optional<PartialDate> stated) {
        Optional<PartialDate> date = date(happened);
        date.ifPresent(known -> dates.put(event, known));
        return stated.or(() -> date).orElseThrow(() -> new IllegalArgumentException(
                happened instanceof When.Undated
                        ? "an undated entry says when it became known; write for example known:"
                                + " 2013-07"
                        : "the entry it is counted from has no date of its own; write when this one"
                                + " became known, for example known: 2013-07"));
    }

    /// Whether the date of `happened` can be told.
    boolean dates(When happened) {
        return date(happened).isPresent();
    }

    private Optional<PartialDate> date(When happened) {
        return switch (happened) {
            case When.On(PartialDate date) -> Optional.of(date);
            case When.At(Instant instant) -> Optional.of(
                    PartialDate.of(LocalDate.ofInstant(instant, zone)));
            case When.After(EventId anchor, Offset offset) -> Optional.ofNullable(dates.get(anchor))
                    .map(date -> shifted(date, offset.elapsed()));
            case When.Undated _ -> Optional.empty();
        };
    }

    private static PartialDate shifted(PartialDate date, Elapsed by) {
        return PartialDate.between(date.earliest().plusDays(by.earliest()),
                date.latest().plusDays(by.latest()));
    }

    static Instant instant(String text) {
        try {
            return Instant.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "\"%s\" is not a moment; write for example 2013-07-04T08:15:00Z"
                            .formatted(Text.shortened(text)), e);
        }
    }
}
