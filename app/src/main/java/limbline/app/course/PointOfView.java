package limbline.app.course;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limbline.app.page.BadRequest;
import limbline.app.page.Words;
import limbline.course.AsOf;
import limbline.measure.Text;

/// From where a page looks at a record, as its address says it: `known` a day, `recorded` a day (to
/// its end) or an instant, each empty for now.
public record PointOfView(String known, String recorded, ZoneId zone) {

    public PointOfView {
        known = known.strip();
        recorded = recorded.strip();
    }

    public AsOf asOf() {
        return new AsOf(knownDay(), recordedBy());
    }

    public boolean isNow() {
        return known.isEmpty() && recorded.isEmpty();
    }

    /// What a page says that looks from there; empty for now.
    public Optional<String> notice(Words words) {
        List<String> sentences = new ArrayList<>();
        if (!known.isEmpty()) {
            sentences.add(words.say("asof.known", known));
        }
        if (!recorded.isEmpty()) {
            sentences.add(words.say("asof.recorded", recorded));
        }
        return isNow() ? Optional.empty() : Optional.of(String.join(" ", sentences));
    }

    /// The part of an address that keeps it, beginning with `first` ("?" or "&"), or empty.
    public String query(String first) {
        List<String> parts = new ArrayList<>();
        if (!known.isEmpty()) {
            parts.add("known=" + known);
        }
        if (!recorded.isEmpty()) {
            parts.add("recorded=" + recorded);
        }
        return parts.isEmpty() ? "" : first + String.join("&", parts);
    }

    private Optional<LocalDate> knownDay() {
        return known.isEmpty() ? Optional.empty() : Optional.of(day("known", known));
    }

    private Optional<Instant> recordedBy() {
        if (recorded.isEmpty()) {
            return Optional.empty();
        }
        if (recorded.contains("T")) {
            return Optional.of(BadRequest.parsed("recorded", recorded, PointOfView::instant));
        }
        return Optional.of(day("recorded", recorded).plusDays(1).atStartOfDay(zone).toInstant()
                .minusNanos(1));
    }

    public static LocalDate day(String name, String text) {
        return BadRequest.parsed(name, text, given -> {
            try {
                LocalDate day = LocalDate.parse(given.strip());
                if (day.getYear() < 1850 || day.getYear() > 2200) {
                    throw new IllegalArgumentException("the year of \"%s\" is outside 1850 to 2200"
                            .formatted(Text.shortened(given)));
                }
                return day;
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        "\"%s\" is not a day; write for example 2013-07-31"
                                .formatted(Text.shortened(given)), e);
            }
        });
    }

    private static Instant instant(String text) {
        try {
            Instant moment = Instant.parse(text);
            day("recorded", LocalDate.ofInstant(moment, ZoneOffset.UTC).toString());
            return moment;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "\"%s\" is not a moment; write for example 2026-11-23T08:15:00Z"
                            .formatted(Text.shortened(text)), e);
        }
    }
}
