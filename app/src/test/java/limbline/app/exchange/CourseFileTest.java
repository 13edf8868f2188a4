package limbline.app.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import limbline.event.Draft;
import limbline.event.EventField;
import limbline.event.EventType;
import limbline.event.ReferralEvent.Referred;
import limbline.measure.Finding;
import limbline.measure.Finding.Why;
import limbline.measure.When;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A course file, entry by entry: what is right is kept, what is wrong is said with its line.
class CourseFileTest {

    private static final String HEAD = """
            limbline-course: 1
            centre: C
            patient: P-1
            source: a letter
            events:
            """;

    @Test
    void anEntryIsAnEventWithItsTimesItsSourceAndAnIdOfItsOwn() {
        Draft draft = only("""
                  - id: referral
                    type: referred
                    date: 2013-07
                    implied: the letter is of that month
                    known: 2013-08
                    place: page 2
                    proposed:
                      - amputation: forequarter
                    reason: unknown
                """);

        assertThat(draft.event()).isInstanceOfSatisfying(Referred.class, referred -> {
            assertThat(referred.by()).isEqualTo(Finding.notStated());
            assertThat(referred.reason()).isEqualTo(Finding.missing(Why.UNKNOWN));
            assertThat(referred.proposed()).hasToString("[amputation: forequarter]");
        });
        assertThat(draft.happened()).isEqualTo(When.on("2013-07"));
        assertThat(draft.implied()).isEqualTo("the letter is of that month");
        assertThat(draft.known().text()).isEqualTo("2013-08");
        assertThat(draft.source()).isEqualTo("a letter; page 2");
        assertThat(draft.id()).isEqualTo(only("""
                  - {id: referral, type: died, date: 2015}
                """).id());
    }

    @Test
    void aMomentWasKnownOnItsDayWhereTheRecordIsKept() {
        String file = HEAD + """
                  - {id: a, type: last-seen, at: "2013-07-09T23:30:00Z"}
                """;
        ZoneId berlin = ZoneId.of("Europe/Berlin"); // two hours before UTC: already the 10th
        assertThat(Exchange.courseFile("case.yaml", file, berlin).course().events())
                .extracting(filed -> filed.draft().known().text()).containsExactly("2013-07-10");
        assertThat(Exchange.courseFile("case.yaml", file, ZoneOffset.UTC).course().events())
                .extracting(filed -> filed.draft().known().text()).containsExactly("2013-07-09");
    }

    @Test
    void whatDoesNotSayWhenItWasKnownWasKnownWhenItHappened() {
        List<Filed> events = read("""
                  - {id: a, type: admitted, date: 2013-07-04}
                  - {id: b, type: discharged, after: a, offset: 3 days}
                  - {id: c, type: last-seen, at: "2013-07-09T10:00:00Z"}
                """).course().events();

        assertThat(events).extracting(filed -> filed.draft().known().text())
                .containsExactly("2013-07-04", "2013-07-07", "2013-07-09");
    }

    @Test
    void aRangeOfGradesIsRefusedWithTheSentenceThatSaysWhatToDo() {
        assertProblem("""
                  - id: toxicity
                    type: wieberdink-graded
                    date: 2013-07
                    limb: left arm
                    grade: I-II
                """, "case.yaml, line 10, grade: \"I-II\" is not one of: I, II, III, IV, V; if the"
                + " source prints that, write grade: {printed: \"...\"}, and it is kept and never"
                + " counted");
    }

    @Test
    void aBadEntryDoesNotLoseTheGoodOnes() {
        CourseFile file = read("""
                  - {id: a, type: admitted, date: 2013-07-04}
                  - {id: b, type: admitted, date: 2013-13-04}
                  - {id: c, type: discharged, date: 2013-07-07}
                """);

        assertThat(file.course().events()).extracting(Filed::label).containsExactly("a", "c");
        assertThat(file.problems()).hasToString("[case.yaml, line 7, date: \"2013-13-04\" is not a"
                + " day of the calendar]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            - died | an entry is a list of names and values, beginning with id and type
            - {type: died, date: 2015} | , id: is missing
            - {id: "a b", type: died, date: 2015} | , id: "a b" is not an entry's name: up to 100 letters, digits, dots, hyphens and underscores, a letter or digit first; for example infusion-1
            - {id: a, type: died} | : nothing says when it happened; write one of date, after with offset, at, or undated: true
            - {id: a, type: died, date: 2015, undated: true} | : date and undated stand together; write one of date, after with offset, at, or undated: true
            - {id: a, type: died, date: soon} | , date: "soon" is not a date; write 2013-07-04, 2013-07, 2013, early, mid or late 2013, or one of these "to" another
            - {id: a, type: died, date: 2015, offset: 3 days} | , offset: an offset is counted from another entry; name it with after
            - {id: a, type: died, after: b, offset: 3 days} | , after: "b" is no entry that stands before this one
            - {id: a, type: died, after: a, offset: 3 days} | , after: "a" is no entry that stands before this one
            - {id: a, type: died, at: noon} | , at: "noon" is not a moment; write for example 2013-07-04T08:15:00Z
            - {id: a, type: died, undated: "no"} | , undated: write undated: true, or a date
            - {id: a, type: died, undated: true} | , known: an undated entry says when it became known; write for example known: 2013-07
            - {id: a, type: died, date: 2015, reason: x} | , reason: died has no such field; it has: cause
            - {id: a, type: died, date: 2015, cause: } | , cause: write a value, not stated, not measured, unknown, not held, or {printed: words of the source}
            - {id: a, type: died, date: 2015, cause: [x]} | , cause: write a value, not stated, not measured, unknown, not held, or {printed: words of the source}
            - {id: a, type: infused, date: 2015, limb: left arm} | , modality: is missing; write a text or a number
            - {id: a, type: infused, date: 2015, limb: [left], modality: [ILI]} | , limb: a text or a number is wanted here
            - {id: a, type: withdrawn, date: 2015} | , type: withdrawn is no event for a file; say it on the record itself, with the reason
            - {id: a, type: urine-measured, date: 2015, volume: 3 mg} | , volume: "3 mg" is not in mL; write for example 250 mL
            """)
    void everyMistakeIsSaidWithItsFieldAndWhatMayBeWritten(String entry, String problem) {
        assertThat(read("  " + entry + "\n").problems()).singleElement()
                .asString().startsWith("case.yaml, line 6").endsWith(problem);
    }

    @Test
    void anUnknownEventIsRefusedWithTheEventsThereAre() {
        assertThat(read("  - {id: a, type: cured, date: 2015}\n").problems()).singleElement()
                .asString().startsWith("case.yaml, line 6, type: \"cured\" is not an event; the"
                        + " events are: presented, referred, lesion-found,");
    }

    @Test
    void aNameThatIsGivenTwiceIsRefusedTheSecondTime() {
        assertProblem("""
                  - {id: a, type: admitted, date: 2013-07-04}
                  - {id: a, type: discharged, date: 2013-07-05}
                """, "case.yaml, line 7, id: \"a\" names the entry on line 6 already; each entry has"
                + " a name of its own");
    }

    @Test
    void anEntryCountedFromOneThatCouldNotBeReadSaysSo() {
        assertThat(read("""
                  - {id: a, type: admitted, date: soon}
                  - {id: b, type: discharged, after: a, offset: 3 days}
                """).problems()).extracting(Problem::toString).last().isEqualTo(
                "case.yaml, line 7, after: the entry \"a\" it is counted from could not be read");
    }

    @Test
    void withoutASourceAnEntryIsRefused() {
        CourseFile file = Exchange.courseFile("case.yaml", """
                limbline-course: 1
                centre: C
                patient: P-1
                events:
                  - {id: a, type: died, date: 2015}
                """);

        assertThat(file.problems()).hasToString("[case.yaml, line 5, source: nothing says where"
                + " this comes from; write source for the file or the entry]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            limbline-course: 2 | line 1, limbline-course: "2" is not a version of the course file that this Limbline reads; it reads 1
            limbline-course: 1 | line 1, centre: is missing
            limbline-course: 1\\ncentre: C\\npatient: [x] | line 3, patient: a text or a number is wanted here
            limbline-course: 1\\ncentre: C D\\npatient: P | line 1: the centre id "C D" must be 1 to 64 letters, digits, dots, dashes or underscores and begin with a letter or digit
            limbline-course: 1\\ncentre: C\\npatient: ../P | line 1: "../P" is not a patient's id: up to 64 letters, digits, dots, hyphens and underscores, a letter or digit first
            limbline-course: 1\\ncentre: C\\npatient: P\\nevents: x | line 4, events: a list of entries is wanted here, each beginning with a hyphen
            limbline-course: 1\\nname: x | line 2, name: a course file has no such field; it has: limbline-course, centre, centre-name, patient, source, events
            """)
    void aFileThatCannotBeTakenAsAWholeIsRefused(String text, String message) {
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> Exchange.courseFile("case.yaml", text.replace("\\n", "\n")))
                .withMessage("case.yaml, " + message);
    }

    @Test
    void theNumberOfEntriesHasALimit() {
        String entries = "  - {id: a, type: died, date: 2015}\n".repeat(2_001);

        assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> read(entries))
                .withMessage("case.yaml, line 6, events: 2,001 entries stand here; at most 2,000"
                        + " are read");
    }

    /// Else an entry could not say it.
    @Test
    void noFieldOfAnEventHasTheNameOfAnEntrysOwn() {
        assertThat(EventType.all().stream().flatMap(type -> type.fields().stream())
                .map(EventField::name)).doesNotContainAnyElementsOf(CourseFile.ENTRY_FIELDS);
    }

    private static void assertProblem(String entries, String problem) {
        assertThat(read(entries).problems()).hasToString("[" + problem + "]");
    }

    private static Draft only(String entries) {
        CourseFile file = read(entries);
        assertThat(file.problems()).isEmpty();
        return file.course().events().getFirst().draft();
    }

    private static CourseFile read(String entries) {
        return Exchange.courseFile("case.yaml", HEAD + entries);
    }
}
