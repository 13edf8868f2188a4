package limbline.app.board;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import limbline.app.course.Reading;
import limbline.app.figure.Figure;
import limbline.app.figure.LimbMap;
import limbline.app.figure.Sayings;
import limbline.app.figure.Timeline;
import limbline.board.Answer;
import limbline.board.Answer.Verdict;
import limbline.board.Criteria;
import limbline.board.Decisions;
import limbline.board.Eligibility;
import limbline.board.Lacking;
import limbline.board.Placement;
import limbline.board.TourniquetLine;
import limbline.course.Course;
import limbline.course.Placed;
import limbline.event.ReferralEvent.Imaged;
import limbline.event.ReferralEvent.Photographed;
import limbline.event.ReferralEvent.Referred;
import limbline.followup.Outcome;
import limbline.patient.ImageHash;
import limbline.patient.Limb;

/// Everything on the board's page of one patient, worked out of the record as it was known.
///
/// @param on the day for which facts are old or not: the day it is known by, or today
/// @param options what the record says of each file of criteria
/// @param refused files of criteria that cannot be used, a sentence each
public record BoardSheet(Reading reading, LocalDate on, Figure timeline, Figure map,
        List<Placement> lesions, List<Eligibility> options, List<String> refused,
        BoardEvidence.All evidence, Decisions decisions, List<String> lacking) {

    public BoardSheet {
        lesions = List.copyOf(lesions);
        options = List.copyOf(options);
        refused = List.copyOf(refused);
        lacking = List.copyOf(lacking);
    }

    static BoardSheet of(Reading reading, LocalDate today, CriteriaFolder.All criteria,
            BoardEvidence.All evidence) {
        Course course = reading.course();
        LocalDate on = course.asOf().known().orElse(today);
        List<Eligibility> options = options(course, criteria.criteria(), on);
        return new BoardSheet(reading, on, Timeline.of(course), LimbMap.withLine(course, on),
                TourniquetLine.of(course, on), options, criteria.refused(), evidence,
                Decisions.of(course), Lacking.of(course, options));
    }

    static List<Eligibility> options(Course course, List<Criteria> criteria, LocalDate on) {
        return criteria.stream().map(each -> Eligibility.of(course, each, on)).toList();
    }

    public Course course() {
        return reading.course();
    }

    /// A picture that was taken.
    ///
    /// @param image empty where the picture is not in our hands
    public record Picture(String when, String caption, Optional<ImageHash> image, Placed placed) {}

    /// The last first.
    public List<Picture> photographs() {
        return course().timeline().reversed().stream()
                .filter(placed -> placed.event() instanceof Photographed)
                .map(placed -> {
                    Photographed taken = (Photographed) placed.event();
                    return new Picture(
                            placed.when(), taken.caption(), taken.image().found(), placed);
                }).toList();
    }

    /// "July 2013: CT of chest: no evidence of distant disease", the last first.
    public List<String> imaging() {
        return course().timeline().reversed().stream()
                .filter(placed -> placed.event() instanceof Imaged)
                .map(placed -> placed.when() + ": " + Sayings.of(placed.event())).toList();
    }

    /// Who the patient is and what is asked, in one paragraph.
    public String who() {
        return who(course(), on);
    }

    static String who(Course course, LocalDate on) {
        List<String> parts = new ArrayList<>();
        parts.add("sex " + Sayings.words(course.person().sex()));
        course.person().birth().ifPresent(birth -> parts.add(years(birth.earliest(),
                birth.latest(), on)));
        parts.add("limb in question: " + TourniquetLine.limb(course, on).map(Limb::toString)
                .orElse("none is left"));
        parts.add("disease: " + course.diseaseStatus().status().term().replace('-', ' '));
        course.infusions().stream().reduce((_, later) -> later).ifPresent(last ->
                parts.add("last infusion " + last.placed().when()));
        return Sentence.of(String.join("; ", parts)) + ".";
    }

    /// What each infusion did, one paragraph for each, in time.
    public List<String> infusions() {
        return Outcome.all(course(), on).stream()
                .map(outcome -> String.join(" ", outcome.sentences())).toList();
    }

    private static String years(LocalDate earliest, LocalDate latest, LocalDate on) {
        int youngest = Period.between(latest, on).getYears();
        int oldest = Period.between(earliest, on).getYears();
        return youngest == oldest ? youngest + " years old"
                : "%d to %d years old".formatted(youngest, oldest);
    }

    /// What was asked: the question to the board, or what the last referral proposes.
    public String question() {
        return decisions.question().flatMap(listed -> listed.question().found())
                .orElseGet(() -> course().timeline().reversed().stream()
                        .filter(placed -> placed.event() instanceof Referred)
                        .findFirst()
                        .map(placed -> "none is written; " + placed.when() + ": "
                                + Sayings.of(placed.event()))
                        .orElse("none is written"));
    }

    public Optional<Limb> limb() {
        return TourniquetLine.limb(course(), on);
    }

    /// The ids of what is met or unknown, in a row.
    public static String ids(Eligibility option, Verdict verdict) {
        return option.of(verdict).stream().map(answer -> answer.criterion().id().replace('-', ' ')
                        + (answer.reason() == Answer.Reason.STALE ? " (too old)" : ""))
                .collect(Collectors.joining(", "));
    }

    /// How tall the figure may be on paper of a density, and so how wide, in millimetres.
    public static double width(Figure figure, double widest, double tallest) {
        return Math.min(widest, tallest * figure.width() / figure.height());
    }
}
