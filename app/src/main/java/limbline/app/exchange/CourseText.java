package limbline.app.exchange;

import com.google.errorprone.annotations.FormatMethod;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import limbline.app.journal.Centre;
import limbline.course.Course;
import limbline.course.Derived;
import limbline.course.LesionCourse;
import limbline.course.LimbCourse;
import limbline.course.Placed;
import limbline.course.Span;
import limbline.course.Struck;
import limbline.event.EventType;
import limbline.patient.Site;

/// A course in plain text, for a terminal: what follows from the events, then each event with its
/// place on a line of time.
public final class CourseText {

    /// Characters of the line of time.
    private static final int WIDTH = 40;

    private final StringBuilder text = new StringBuilder();
    private final Course course;

    private CourseText(Course course) {
        this.course = course;
    }

    public static String of(Centre centre, Course course) {
        CourseText page = new CourseText(course);
        page.head(centre);
        page.limbsAndLesions();
        page.derived();
        page.timeline();
        page.struck();
        page.list("Unlikely, worth another look", course.flags());
        return page.text.append("\nLimbline is not a medical device.\n").toString();
    }

    private void head(Centre centre) {
        line("%s, %s", course.patient(), centre.name());
        if (centre.invented()) {
            line("Invented centre. The patients named INV do not exist; the others stand here as"
                    + " published.");
        }
        course.asOf().known().ifPresent(day -> line("As it was known on %s.", day));
        course.asOf().recorded().ifPresent(at -> line("As recorded by %s.", at));
        if (course.timeline().isEmpty()) {
            line("Nothing is on record from this point of view.");
        }
    }

    private void limbsAndLesions() {
        list("Limbs", course.limbs().stream().map(CourseText::limb).toList());
        list("Lesions", course.lesions().stream().map(CourseText::lesion).toList());
    }

    private static String limb(LimbCourse limb) {
        int infusions = limb.infusions().size();
        return "%s: %s, %s; worst toxicity %s".formatted(limb.limb(),
                infusions == 1 ? "1 infusion" : infusions + " infusions", limb.status(),
                CourseJson.words(limb.worstToxicity()));
    }

    private static String lesion(LesionCourse lesion) {
        Site site = lesion.found().site();
        return "%s: %s, %s%s, side %s; %s".formatted(lesion.id(),
                words(lesion.found().kind().term()), words(site.term()),
                site.zone() == Site.Zone.LIMB ? "" : " (not on the limb)",
                CourseJson.words(lesion.found().side()),
                String.join(", then ", lesion.changes().stream()
                        .map(change -> words(change.state().term()) + " " + change.placed().when())
                        .toList()));
    }

    private void derived() {
        int name = course.derived().stream().mapToInt(each -> each.name().length()).max().orElse(0);
        list("What follows from the events", course.derived().stream()
                .map(each -> "%s  %s%s".formatted(padded(each.name(), name), words(each),
                        each.implied().isEmpty() ? "" : "  (implied: " + each.implied() + ")"))
                .toList());
    }

    private static String words(Derived derived) {
        return derived.unit().isEmpty() && derived.value().matches("[a-z-]+")
                ? words(derived.value()) : derived.value();
    }

    private void timeline() {
        List<Span> spans = course.timeline().stream().map(Placed::span).flatMap(Optional::stream)
                .toList();
        if (spans.isEmpty()) {
            return;
        }
        LocalDate first = spans.stream().map(Span::earliest).min(Comparator.naturalOrder())
                .orElseThrow();
        LocalDate last = spans.stream().map(Span::latest).max(Comparator.naturalOrder())
                .orElseThrow();
        line("");
        line("Timeline, %s to %s", first, last);
        int when = course.timeline().stream().mapToInt(each -> each.when().length()).max()
                .orElse(0);
        for (Placed placed : course.timeline()) {
            line("  |%s| %s  %s", bar(placed.span(), first, last), padded(placed.when(), when),
                    event(placed));
        }
    }

    private static String event(Placed placed) {
        String values = String.join("; ", CourseJson.values(placed));
        return words(EventType.of(placed.event()).name()) + (values.isEmpty() ? "" : ": " + values)
                + (placed.entry().implied().isEmpty() ? ""
                        : "  (date implied: " + placed.entry().implied() + ")");
    }

    private static String bar(Optional<Span> span, LocalDate first, LocalDate last) {
        if (span.isEmpty()) {
            return " ".repeat(WIDTH);
        }
        int from = place(span.get().earliest(), first, last);
        int to = place(span.get().latest(), first, last);
        return " ".repeat(from) + (from == to ? "*" : "=".repeat(to - from + 1))
                + " ".repeat(WIDTH - to - 1);
    }

    private static int place(LocalDate day, LocalDate first, LocalDate last) {
        long all = ChronoUnit.DAYS.between(first, last);
        return all == 0 ? 0 : (int) (ChronoUnit.DAYS.between(first, day) * (WIDTH - 1) / all);
    }

    private void struck() {
        list("Corrected or withdrawn since", course.struck().stream().map(CourseText::struck)
                .toList());
    }

    private static String struck(Struck struck) {
        return "%s, %s, recorded %s by %s: %s (%s)".formatted(
                words(EventType.of(struck.entry().event()).name()), struck.entry().happened(),
                struck.entry().recorded(), struck.entry().author(),
                struck.isWithdrawn() ? "never happened" : "corrected", struck.reason());
    }

    private void list(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            line("");
            line("%s", title);
            lines.forEach(each -> line("  %s", each));
        }
    }

    @FormatMethod
    private void line(String format, Object... arguments) {
        text.append(format.formatted(arguments).stripTrailing()).append('\n');
    }

    private static String padded(String words, int width) {
        return words + " ".repeat(width - words.length());
    }

    private static String words(String term) {
        return term.replace('-', ' ');
    }
}
