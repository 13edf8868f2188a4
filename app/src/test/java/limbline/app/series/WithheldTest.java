package limbline.app.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import limbline.course.AsOf;
import limbline.measure.Elapsed;
import limbline.patient.PatientId;
import limbline.series.Cohort;
import limbline.series.Endpoints;
import limbline.series.Fact;
import limbline.series.Row;
import limbline.series.Series;
import limbline.series.SeriesData;
import limbline.series.Subject;
import limbline.series.Table;
import limbline.series.Times;
import limbline.series.Unit;
import limbline.series.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Somebody looks for a person in what a researcher may export.
class WithheldTest {

    private static final int LEAST = 5;
    private static final long SEED = 20260101;

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7, 30, 90, 400, 1500})
    void noLineOfAnExportIsThatOfFewerThanFive(int patients) {
        Map<String, byte[]> files = export(patients);

        files.forEach((name, bytes) -> {
            if (name.startsWith("rows/")) {
                List<String> lines = text(bytes).lines().skip(1).toList();
                Map<String, Long> alike = lines.stream()
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
                assertThat(alike.values()).as("%s of %s patients, seed %s", name, patients, SEED)
                        .allMatch(count -> count >= LEAST);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7, 30, 90, 400, 1500})
    void noCountIsBetweenOneAndFour(int patients) {
        Map<String, byte[]> files = export(patients);
        List<String> counts = text(files, "numbers.csv").lines().skip(1)
                .filter(line -> List.of("assessed", "count", "events")
                        .contains(line.split(",", -1)[1]))
                .toList();

        assertThat(counts).as("%s patients, seed %s", patients, SEED).allMatch(line -> {
            double value = Double.parseDouble(line.substring(line.lastIndexOf(',') + 1));
            return value == 0 || value >= LEAST;
        });
    }

    @Test
    void neitherAPseudonymNorADayIsInAnyFile() {
        export(400).forEach((name, bytes) -> assertThat(
                new String(bytes, StandardCharsets.ISO_8859_1)).as(name)
                .doesNotContain("P1", "2015-", "2016-").doesNotContainPattern("S\\d{5}"));
    }

    @Test
    void ofALargeSeriesMuchIsLeft() {
        Map<String, byte[]> files = export(1500);

        assertThat(files).containsKeys("rows/overall-survival.csv", "rows/best-response.csv",
                "figures/overall-survival.svg");
        assertThat(text(files, "rows/overall-survival.csv").lines().findFirst())
                .hasValueSatisfying(head -> assertThat(head).startsWith("sex,"));
        assertThat(text(files, "methods.md"))
                .contains("No number here stands for fewer than 5 patients.");
    }

    @Test
    void estimatesOfALargeSeriesHardlyMove() {
        Series series = series(1500);
        Table<?> before = series.table(Endpoints.named("overall-survival"));
        Table<?> after = Withheld.of(series, LEAST).series()
                .table(Endpoints.named("overall-survival"));

        assertThat(after.assessed()).isEqualTo(before.assessed());
        for (int i = 0; i < ((Times<?>) before).landmarks().size(); i++) {
            assertThat(((Times<?>) after).landmarks().get(i).estimate())
                    .isCloseTo(((Times<?>) before).landmarks().get(i).estimate(),
                            within(0.01)); // groups of five of 1500
        }
    }

    @Test
    void rReproducesEveryNumberThatIsLeft(@TempDir Path folder)
            throws IOException, InterruptedException {
        SeriesExport.write(export(1500), folder);
        if (!Files.isExecutable(Path.of("/usr/bin/Rscript"))) {
            System.out.println("limbline-note: Rscript is not on this machine, so no researcher's"
                    + " numbers were reproduced here");
            return;
        }
        Path said = folder.resolve("said.txt");
        Process r = new ProcessBuilder("/usr/bin/Rscript", "series.R").directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(said.toFile()).start();

        assertThat(r.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).content().endsWith("All numbers are reproduced.\n");
    }

    /// Two tables of populations that differ by one tell of that one.
    @Test
    void aTableOfOneMoreThanAnotherIsWithheld() {
        SeriesData data = new SeriesData();
        for (int patient = 0; patient < 21; patient++) {
            Map<String, Value> values = new LinkedHashMap<>();
            values.put("overall-survival", new Value.Timed(Elapsed.exactly(900), 0));
            if (patient > 0) {
                values.put("best-response-of-patient", new Value.Graded(1));
            }
            data.add(new Row(new Subject<>(Unit.Patients.UNIT, new PatientId("P" + patient), ""),
                    Map.of(), values));
        }
        Withheld shown = Withheld.of(
                data.series(new Cohort("all", List.of(), List.of())), LEAST);

        assertThat(shown.endpoints()).containsExactly("overall-survival");
        assertThat(shown.size(Unit.Patients.UNIT)).isEqualTo("not told");
    }

    @Test
    void somebodyWhoMaySeePatientsGetsTheSeriesAsItIs() {
        Series series = series(7);

        assertThat(Withheld.of(series, 0).series()).isSameAs(series);
    }

    @Test
    void onlyNowAndTheEndOfAYearCanBeAskedFor() {
        Withheld.checkDay(AsOf.NOW);
        Withheld.checkDay(AsOf.known(LocalDate.of(2025, 12, 31)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Withheld.checkDay(AsOf.known(LocalDate.of(2025, 12, 30))))
                .withMessageStartingWith("as of 2025-12-30: an account that may see no patient");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Withheld.checkDay(
                        new AsOf(Optional.empty(), Optional.of(Instant.EPOCH))))
                .withMessageStartingWith("as recorded: ");
    }

    private static Map<String, byte[]> export(int patients) {
        Series series = series(patients);
        Map<String, byte[]> files = new TreeMap<>(SeriesExport.files(
                new Definition(series.cohort(), 1, "", "anna"), Withheld.of(series, LEAST),
                AsOf.NOW));
        files.keySet().removeIf(name -> name.endsWith(".png") || name.endsWith(".pdf"));
        return files;
    }

    private static String text(Map<String, byte[]> files, String name) {
        return text(Objects.requireNonNull(files.get(name), name));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// Patients with some common facts, some rare, and one of a kind.
    private static Series series(int patients) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        SeriesData data = new SeriesData();
        for (int patient = 0; patient < patients; patient++) {
            PatientId id = new PatientId("P1" + patient);
            Map<Fact, String> facts = new LinkedHashMap<>();
            facts.put(Fact.CENTRE, "centre");
            facts.put(Fact.PATIENT, id.value());
            facts.put(Fact.SEX, random.nextBoolean() ? "female" : "male");
            facts.put(Fact.AGE, "" + (18 + random.nextInt(70)));
            facts.put(Fact.HISTOLOGY, patient == 0 ? "one of a kind"
                    : Arrays.asList("a", "b", "c", "d").get(Math.min(3, (int) Math.abs(
                            random.nextGaussian()))));
            facts.put(Fact.INFUSED, "2015-03-" + (10 + random.nextInt(20)));
            facts.put(Fact.MODALITY, random.nextInt(8) == 0 ? "HILP" : "ILI");
            Value.Timed survival = new Value.Timed(
                    Elapsed.exactly(random.nextInt(2000)), random.nextInt(2));
            data.add(new Row(new Subject<>(Unit.Patients.UNIT, id, ""), facts,
                    Map.of("overall-survival", survival, "distant-progression",
                            random.nextInt(9) == 0 ? new Value.NotAssessable("had it")
                                    : new Value.Timed(survival.days(), random.nextInt(3)))));
            int infusions = random.nextInt(6) == 0 ? 2 : 1;
            for (int infusion = 1; infusion <= infusions; infusion++) {
                data.add(new Row(new Subject<>(Unit.Infusions.UNIT, id, "infusion " + infusion),
                        facts, Map.of("best-response", new Value.Graded(random.nextInt(5)),
                                "length-of-stay", new Value.Measured(
                                        Elapsed.exactly(3 + random.nextInt(30))))));
            }
        }
        return data.series(new Cohort("all", List.of(), List.of(Fact.SEX)));
    }
}
