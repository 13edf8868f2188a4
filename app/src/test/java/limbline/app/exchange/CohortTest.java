package limbline.app.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import limbline.event.EventType;
import limbline.measure.When;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The map language, on tables made for it.
class CohortTest {

    private static final String HEAD = """
            limbline-map: 1
            centre: C
            source: a registry
            missing: [NA]
            known: 2020
            tables:
              - file: t*.csv
                patient: id
                events:
            """;

    @TempDir
    Path folder;

    @Test
    void aCohortNobodyHasSeenNeedsOnlyAMap() throws IOException {
        write("patients.txt", Charset.forName("windows-1252"), """
                Fall;Diagnose;Ort;Größe;Medikament
                1;04.07.2013;Oberschenkel links;35,5;Doxorubicin/Ifosfamid
                2;12.11.2014;Unterarm rechts;NA;NA
                """);
        write("events.csv", StandardCharsets.UTF_8, """
                pid\tmonths\twhat
                1\t12.4\tdead
                2\t30\talive
                """);
        Path map = write("map.yaml", StandardCharsets.UTF_8, """
                limbline-map: 1
                centre: C
                source: a registry
                missing: [NA]
                words:
                  site: {"oberschenkel*": thigh, "unterarm*": forearm}
                tables:
                  - file: patients.txt
                    encoding: windows-1252
                    delimiter: ";"
                    patient: "P-{Fall}"
                    events:
                      - id: found
                        type: lesion-found
                        date: "{Diagnose}"
                        format: dd.MM.yyyy
                        fields:
                          lesion: primary
                          kind: primary
                          site: {from: "{Ort}", words: site}
                          side: {from: "{Ort}", words: {"*links": left, "*rechts": right}}
                          size: {printed: "{Größe} mm"}
                      - id: drugs
                        type: systemic-therapy-given
                        when: {Medikament: {given: true}}
                        after: found
                        offset: about 1 month
                        fields:
                          drugs:
                            from: "{Medikament}"
                            split: "/"
                            words: {doxorubicin: doxorubicin, ifosfamid: ifosfamide}
                  - file: events.csv
                    delimiter: tab
                    patient: "P-{pid}"
                    events:
                      - id: death
                        type: died
                        when: {what: DEAD}
                        after: found
                        offset: "{months} months"
                      - id: seen
                        type: last-seen
                        when: {what: {not: dead}}
                        after: found
                        offset: "{months} months"
                        fields: {status: alive-status-not-stated}
                """);

        Cohort cohort = Cohort.read(map,
                List.of(folder.resolve("patients.txt"), folder.resolve("events.csv")),
                Optional.empty());

        assertThat(cohort.problems()).isEmpty();
        assertThat(cohort.courses()).extracting(course -> course.patient().toString())
                .containsExactly("C/P-1", "C/P-2");
        assertThat(cohort.courses().getFirst().events()).extracting(CohortTest::said)
                .containsExactly(
                        "found 2013-07-04 {lesion=primary, kind=primary, site=thigh, side=left,"
                                + " size={printed=35,5 mm}}",
                        "drugs about 1 month {drugs=[doxorubicin, ifosfamide]}",
                        "death about 377 days {}");
        assertThat(cohort.courses().getLast().events()).extracting(CohortTest::said)
                .containsExactly(
                        "found 2014-11-12 {lesion=primary, kind=primary, site=forearm, side=right}",
                        "seen 30 months {status=alive-status-not-stated}");
    }

    @Test
    void dayMonthAndYearFromTheirColumnsAsFarAsTheyAreThere() throws IOException {
        assertThat(events("""
                  - {id: d, type: died, date: "{y}[-{m}][-{d}]"}
                """, """
                id,y,m,d
                1,2013,7,4
                2,2013,7,NA
                3,2013,NA,NA
                """)).containsExactly("d 2013-07-04 {}", "d 2013-07 {}", "d 2013 {}");
    }

    @Test
    void theFirstColumnThatIsThereIsTaken() throws IOException {
        assertThat(events("""
                  - {id: d, type: died, date: "{a or b}"}
                """, """
                id,a,b
                1,2013,2014
                2,NA,2014
                """)).containsExactly("d 2013 {}", "d 2014 {}");
    }

    @Test
    void conditionsHoldAllOfThem() throws IOException {
        assertThat(events("""
                  - {id: d, type: died, date: "{y}", when: {a: [x, "z*"], b: {not: n}, y: {given: true}}}
                """, """
                id,y,a,b
                1,2011,X,y
                2,2012,zebra,y
                3,2013,other,y
                4,2014,x,n
                5,NA,x,y
                """)).containsExactly("d 2011 {}", "d 2012 {}");
    }

    @Test
    void twoRowsThatSayTheSameAreOneEventAndTwoThatDoNotAreAProblem() throws IOException {
        Cohort cohort = cohort("""
                  - {id: d, type: died, date: "{y}"}
                """, """
                id,y
                1,2013
                1,2013
                2,2013
                2,2014
                """);

        assertThat(cohort.courses()).extracting(course -> course.events().size())
                .containsExactly(1, 1);
        assertThat(cohort.problems()).singleElement().asString().endsWith("t.csv, line 5, id: line 4"
                + " of " + folder.resolve("t.csv") + " makes an entry \"d\" as well, which says"
                + " something else");
    }

    @Test
    void aRepetitionCanBeSkippedAndRowsCanBeNumbered() throws IOException {
        assertThat(events("""
                  - {id: d, type: died, date: "{y}", repeated: skip}
                  - {id: "s-{row}", type: last-seen, date: "{y}"}
                """, """
                id,y
                1,2013
                1,2014
                """)).containsExactly("d 2013 {}", "s-1 2013 {}", "s-2 2014 {}");
    }

    @Test
    void whatHasNoDateWasKnownWhenTheMapSays() throws IOException {
        assertThat(cohort("""
                  - {id: d, type: died, undated: true}
                """, "id\n1\n").courses().getFirst().events().getFirst().draft().known().text())
                .isEqualTo("2020");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {id: d, type: died, date: "{y}"} | date: a cell of {y} is missing
            {id: d, type: died, date: "{bad}"} | date: "soon" is not a date; write 2013-07-04, 2013-07, 2013, early, mid or late 2013, or one of these "to" another
            {id: d, type: died, date: "{bad}", format: dd.MM.yyyy} | date: "soon" is not a date written as dd.MM.yyyy
            {id: d, type: died, after: x, offset: "{n} days"} | date: there is no entry "x" of this patient that it could be counted from
            {id: d, type: died, date: 2013, fields: {cause: "{bad}"}} | cause: "soon" is not one of: of-disease, of-treatment, other; if the source prints that, write cause: {printed: "..."}, and it is kept and never counted
            {id: d, type: died, date: 2013, fields: {cause: {from: "{bad}", words: {x: other}}}} | cause: "soon" has no translation in the map; it has: x
            {id: d, type: infused, date: 2013, fields: {limb: "{y}", modality: ILI}} | limb: is missing; write a text or a number
            {id: "{y}", type: died, date: 2013} | id: a cell of {y} is missing
            """)
    void aBadRowIsSaidWithItsLineAndField(String rule, String problem) throws IOException {
        assertThat(cohort("      - " + rule + "\n", "id,y,bad,n\n1,NA,soon,3\n").problems())
                .singleElement().asString()
                .isEqualTo(folder.resolve("t.csv") + ", line 2, " + problem);
    }

    @Test
    void aBadRowDoesNotLoseTheGoodOnes() throws IOException {
        Cohort cohort = cohort("""
                  - {id: d, type: died, date: "{y}"}
                """, """
                id,y
                1,2013
                2
                ,2014
                3,2015
                ../4,2016
                """);

        assertThat(cohort.courses()).hasSize(2);
        assertThat(cohort.problems()).extracting(problem -> problem.line() + " " + problem.reason())
                .containsExactly(
                        "3 the row has 1 cells and the table 2 columns; look for a missing quote or"
                                + " delimiter",
                        "4 the row names no patient",
                        "6 \"../4\" is not a patient's id: up to 64 letters, digits, dots, hyphens"
                                + " and underscores, a letter or digit first");
    }

    @Test
    void aFileOrAColumnThatDoesNotFitTheMapIsSaid() throws IOException {
        Path map = write("map.yaml", StandardCharsets.UTF_8,
                HEAD + "      - {id: d, type: died, date: \"{y}\"}\n");
        Path other = write("other.csv", StandardCharsets.UTF_8, "id,y\n1,2013\n");
        Path table = write("t.csv", StandardCharsets.UTF_8, "id,year\n1,2013\n");

        assertThat(Cohort.read(map, List.of(other, table), Optional.empty()).problems())
                .extracting(Problem::toString).containsExactly(
                        other + ": the map names no table that this file could be",
                        table + ", line 1: the map names the columns y, which are not here; the"
                                + " table has: id, year");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {id: d, type: cured, date: 2013} | , type: "cured" is not an event; the events are:
            {id: d, type: died} | : write one of date, after with offset, or undated: true
            {id: d, type: died, date: {y}} | , date: a text or a number is wanted here; a text that begins with { or [ is written in quotes
            {id: d, type: died, date: "{y"} | , date: a bracket in "{y" is not closed, or not opened
            {id: d, type: died, date: 2013, fields: {why: x}} | , why: died has no such field; it has: cause
            {id: d, type: died, date: 2013, fields: {cause: {y}}} | : a text that begins with { is written in quotes
            {id: d, type: died, date: 2013, fields: {cause: {from: "{y}", words: none}}} | , words: no words are called "none" at the top of this map
            {id: d, type: died, date: 2013, if: x} | , if: there is no such setting here; there are: id, type, when, date,
            {id: d, type: died, date: 2013, repeated: no} | , repeated: "no" is not skip or refuse
            """)
    void aMapIsTakenAsAWholeOrNotAtAll(String rule, String problem) throws IOException {
        Path map = write("map.yaml", StandardCharsets.UTF_8, HEAD + "      - " + rule + "\n");

        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> Cohort.read(map, List.of(), Optional.empty()))
                .withMessageStartingWith(map + ", line 10" + problem);
    }

    @Test
    void cellsInQuotesHoldDelimitersLinesAndQuotes() throws IOException {
        assertThat(events("""
                  - {id: r, type: discharged, date: 2013, fields: {to: "{x}"}}
                """, "id,x\r\n1,\"a, \"\"b\"\"\"\r\n2,\"c\nd\"\r\n3,e\r\n"))
                .containsExactly("r 2013 {to=a, \"b\"}", "r 2013 {to=c\nd}", "r 2013 {to=e}");
    }

    @Test
    void aQuoteThatNeverClosesIsSaidWhereItOpens() throws IOException {
        assertThat(cohort("""
                  - {id: r, type: died, date: 2013}
                """, "id,x\n1,a\n2,\"b\n3,c\n").problems()).first().asString()
                .isEqualTo(folder.resolve("t.csv") + ", line 3: a quote opens here and never closes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `` | : nothing stands in it
            `id,id` | , line 1: two columns are called "id"; give one of them another name
            `id,,x` | , line 1: column 2 has no name
            """)
    void aTableWithoutProperColumnsIsRefused(String text, String problem) throws IOException {
        assertThat(cohort("  - {id: r, type: died, date: 2013}\n", text).problems())
                .singleElement().asString().isEqualTo(folder.resolve("t.csv") + problem);
    }

    private List<String> events(String rules, String table) throws IOException {
        Cohort cohort = cohort(rules, table);
        assertThat(cohort.problems()).isEmpty();
        return cohort.courses().stream().flatMap(course -> course.events().stream())
                .map(CohortTest::said).toList();
    }

    private Cohort cohort(String rules, String table) throws IOException {
        Path map = write("map.yaml", StandardCharsets.UTF_8,
                HEAD + rules.indent(rules.startsWith("      ") ? 0 : 4));
        return Cohort.read(map, List.of(write("t.csv", StandardCharsets.UTF_8, table)),
                Optional.empty());
    }

    private Path write(String name, Charset encoding, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, encoding);
    }

    private static String said(Filed filed) {
        String when = filed.draft().happened() instanceof When.After(_, var offset)
                ? offset.toString() : filed.draft().happened().toString();
        return "%s %s %s".formatted(filed.label(), when,
                EventType.of(filed.draft().event()).write(filed.draft().event()));
    }
}
