package limbline.app.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import limbline.app.journal.EventText;
import limbline.app.journal.PatientKey;
import limbline.app.journal.Written;
import limbline.event.Draft;
import limbline.event.Entry.Correction;
import limbline.event.Event;
import limbline.event.EventType;
import limbline.event.FollowupEvent.Died;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.Offset;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.CauseOfDeath;
import limbline.patient.PatientId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The text of events: what was written once is read for ever.
class EntryTextTest {

    private static final Path SAMPLES = Path.of("src", "test", "resources", "journal");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final EventId ID = EventId.parse("00000000-0000-0000-0000-000000000001");
    private static final EventId OTHER = EventId.parse("00000000-0000-0000-0000-000000000002");
    private static final Instant RECORDED = Instant.parse("2026-11-23T12:00:00.123456Z");

    /// A text as it lies in somebody's journal, and what it must be read as.
    record Sample(String type, int version, String body, String reads) {}

    static Stream<Sample> samples() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted()
                    .map(EntryTextTest::sample).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleIsReadAsItWasMeant(Sample sample) {
        Event event = EntryText.event(sample.type, sample.version, sample.body);

        assertThat(event).hasToString(sample.reads);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatIsWrittenTodayIsTheSampleOfItsVersionToTheLetter(Sample sample) {
        Event event = EntryText.event(sample.type, sample.version, sample.body);

        if (sample.version == EventType.of(event).version()) {
            assertThat(EntryText.body(event)).isEqualTo(sample.body);
        }
    }

    @Test
    void everyVersionOfEveryTypeHasASample() throws IOException {
        List<String> wanted = EventType.all().stream()
                .flatMap(type -> Stream.iterate(1, version -> version + 1).limit(type.version())
                        .map(version -> type.name() + " " + version))
                .toList();

        assertThat(samples().map(sample -> sample.type + " " + sample.version))
                .containsExactlyInAnyOrderElementsOf(wanted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            on | 2013-07 | {"on":"2013-07"}
            on | late 2015 | {"on":"late 2015"}
            at | 2026-11-23T08:15:00Z | {"at":"2026-11-23T08:15:00Z"}
            after | about 9 months | {"after":"00000000-0000-0000-0000-000000000002","offset":"about 9 months"}
            after | -7 days | {"after":"00000000-0000-0000-0000-000000000002","offset":"-7 days"}
            undated | - | {"undated":true}
            """)
    void whenItHappenedIsWrittenAndReadBack(String kind, String words, String text) {
        When when = switch (kind) {
            case "on" -> When.on(words);
            case "at" -> new When.At(Instant.parse(words));
            case "after" -> new When.After(OTHER, Offset.parse(words));
            default -> new When.Undated();
        };
        Draft draft = draft(when, "", "2016-01-01", Optional.empty());

        assertThat(EntryText.of(draft).times()).isEqualTo(text);
        assertThat(EntryText.entry(written(EntryText.of(draft))))
                .isEqualTo(draft.recorded(new PatientId("P-1"), 3, RECORDED, "ada"));
    }

    @Test
    void aReasonForTheDateThePrecisionOfKnowingAndACorrectionComeBack() {
        Draft draft = draft(When.on("2013-07"), "16 months before November 2014", "2013-07",
                Optional.of(new Correction(OTHER, "misread")));

        assertThat(EntryText.of(draft).times()).isEqualTo("""
                {"on":"2013-07","implied":"16 months before November 2014","known":"2013-07"}""");
        assertThat(EntryText.of(draft).known()).isEqualTo(LocalDate.of(2013, 7, 31));
        assertThat(EntryText.entry(written(EntryText.of(draft))))
                .isEqualTo(draft.recorded(new PatientId("P-1"), 3, RECORDED, "ada"));
    }

    @Test
    void anEventOfANewerLimblineIsNotGuessedAt() {
        assertThatIllegalArgumentException().isThrownBy(() -> EntryText.event("died", 2, "{}"))
                .withMessage("died has version 2, and this Limbline reads version 1: it was written"
                        + " by a newer one; start that");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"cause":"of-disease"} | {} | it does not say when it happened: {}
            {"cause":"of-disease"} | {"after":"00000000-0000-0000-0000-000000000002"} | "after" stands without an offset
            {"cause":"of-disease"} | {"on":"2015","known":"2016"} | it was known 2016 by its text, and 2015-12-31 by its column
            {"cause":"bored"} | {"undated":true} | cause: "bored" is not one of: of-disease, of-treatment, other
            {"cause":"x" | {"undated":true} | its text is not JSON
            """)
    void aDamagedRowStopsTheReadingAndNamesItself(String body, String happened, String reason) {
        EventText damaged = new EventText(ID.value(), "died", 1,
                body, happened, LocalDate.of(2015, 12, 31), "a letter", null);

        assertThatIllegalStateException().isThrownBy(() -> EntryText.entry(written(damaged)))
                .withMessage("event 3 of C/P-1 in the journal cannot be read: " + reason);
    }

    private static Draft draft(
            When when, String implied, String known, Optional<Correction> correction) {
        return new Draft(ID, new Died(Finding.known(CauseOfDeath.OF_DISEASE)), when, implied,
                PartialDate.parse(known), "a letter", correction);
    }

    private static Written written(EventText draft) {
        return new Written(new PatientKey("C", new PatientId("P-1")), 3, new UUID(0, 9), 0, draft,
                "ada", RECORDED);
    }

    private static Sample sample(Path file) {
        try {
            JsonNode sample = JSON.readTree(Files.readString(file));
            return new Sample(
                    sample.required("type").asString(), sample.required("version").asInt(),
                    sample.required("body").toString(), sample.required("reads").asString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
