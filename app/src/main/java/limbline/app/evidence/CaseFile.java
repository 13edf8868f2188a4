package limbline.app.evidence;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import limbline.app.figure.Figure;
import limbline.app.figure.Sayings;
import limbline.app.figure.Timeline;
import limbline.app.journal.Centre;
import limbline.app.page.Words;
import limbline.app.print.Press;
import limbline.course.Course;
import limbline.event.Event;
import limbline.event.ReferralEvent.Presented;
import limbline.event.TheatreEvent.Infused;
import limbline.evidence.CaseReport;
import limbline.measure.Term;

/// The case report of a course as a file that stands alone, with nobody named in it.
public final class CaseFile {

    /// What it can be written as.
    public enum Format implements Term {
        HTML,
        PDF,
        MD
    }

    private final Course course;
    private final CaseReport report;
    private final Figure timeline;
    private final boolean isInvented;

    /// @param isInvented whether the patient is made up, which every form says
    public CaseFile(Course course, boolean isInvented) {
        this.course = course;
        this.isInvented = isInvented;
        this.report = CaseReport.of(course, CaseFile::say);
        this.timeline = Timeline.withoutIdentity(course, "Course of the patient");
    }

    public CaseReport report() {
        return report;
    }

    /// The course as a line of time, without the patient's id.
    public Figure timeline() {
        return timeline;
    }

    /// @param made the moment that a print carries
    public byte[] write(Format format, Instant made) {
        return switch (format) {
            case HTML -> html().getBytes(StandardCharsets.UTF_8);
            case MD -> CaseText.markdown(report, "").getBytes(StandardCharsets.UTF_8);
            case PDF -> pdf(made);
        };
    }

    private String html() {
        StringOutput page = new StringOutput();
        TemplateEngine.createPrecompiled(ContentType.Html).render("case-file.jte", Map.of(
                "report", report, "timeline", timeline,
                "notice", Words.english().say("not-a-device")), page);
        return page.toString().replace("</head>", "<style>" + style() + "</style>\n</head>");
    }

    /// An event in a few words, without the short forms of the record.
    private static String say(Event event) {
        String words = Sayings.of(event);
        if (event instanceof Presented) {
            return words.replaceFirst("(\\d) a$", "$1 years");
        }
        return event instanceof Infused
                ? words.replace("drug-not-stated: not stated", "drugs not stated") : words;
    }

    /// The centre's name would tell where the patient was treated.
    private byte[] pdf(Instant made) {
        Words words = Words.english();
        Centre nobody = new Centre("case-report", words.say("case.anonymous"), isInvented);
        return new Press(words, nobody, ZoneId.of("UTC")).pdf("case-print", report.title(),
                Map.of("report", report, "timeline", timeline), List.of(timeline),
                words.say("case.anonymous.author"), made);
    }

    /// A name under which it can be kept: it says nothing of the patient.
    public static String name(Format format) {
        return "case-report." + format.term();
    }

    private static String style() {
        try (InputStream in = CaseFile.class.getResourceAsStream("/limbline/app/evidence/case.css")) {
            return new String(Objects.requireNonNull(in, "case.css").readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The course it was made of.
    public Course course() {
        return course;
    }
}
