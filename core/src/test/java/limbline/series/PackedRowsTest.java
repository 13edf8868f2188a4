package limbline.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import limbline.measure.Elapsed;
import limbline.patient.PatientId;
import org.junit.jupiter.api.Test;

/// What is kept of a patient's rows is what they said.
class PackedRowsTest {

    private static final List<Unit> UNITS = List.of(Unit.Patients.UNIT, Unit.Limbs.UNIT,
            Unit.Infusions.UNIT, Unit.Lesions.UNIT);
    private static final List<String> WORDS =
            List.of("a", "left leg", "Ärzte|süß", "x".repeat(300), "𝛼", "2015-03-01");

    @Test
    void rowsThatWerePackedAreTheSameAsTheRowsThemselves() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int run = 0; run < 300; run++) {
            SeriesData plain = new SeriesData();
            SeriesData packed = new SeriesData();
            for (int patient = 0; patient < 3; patient++) {
                List<Row> rows = rows(new PatientId("P" + patient), random);
                plain.addAll(rows);
                packed.add("here", new PatientId("P" + patient), PackedRows.of(rows));
            }
            for (Unit unit : UNITS) {
                assertThat(members(packed, unit)).as("seed %d, run %d", seed, run)
                        .isEqualTo(members(plain, unit));
            }
        }
    }

    @Test
    void aPatientReplacedIsTheSameAsOneReadAnewAndOneWhoIsGoneCountsNoMore() {
        SplittableRandom random = new SplittableRandom(6);
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        SeriesData data = new SeriesData();
        for (String name : List.of("P1", "P3", "P5")) {
            rows.put(name, rows(new PatientId(name), random));
            data.add("here", new PatientId(name), PackedRows.of(rows.getOrDefault(name, List.of())));
        }
        rows.put("P3", rows(new PatientId("P3"), random));
        data.replace("here", new PatientId("P3"), PackedRows.of(rows.getOrDefault("P3", List.of())));
        data.replace("here", new PatientId("P5"), PackedRows.of(List.of()));
        data.replace("here", new PatientId("P0"), PackedRows.of(List.of()));
        SeriesData anew = new SeriesData()
                .addAll(rows.getOrDefault("P1", List.of()))
                .addAll(rows.getOrDefault("P3", List.of()));

        for (Unit unit : UNITS) {
            assertThat(members(data, unit)).isEqualTo(members(anew, unit));
        }
    }

    @Test
    void whatIsOfAnotherLayoutOrDamagedIsRefusedWithWhatMendsIt() {
        PatientId patient = new PatientId("P1");
        byte[] kept = PackedRows.of(rows(patient, new SplittableRandom(1)));
        byte[] other = kept.clone();
        other[3]++;
        byte[] endless = kept.clone();
        Arrays.fill(endless, 4, endless.length, (byte) -1);

        for (byte[] one : List.of(other, endless, new byte[0], Arrays.copyOf(kept, 3),
                Arrays.copyOf(kept, kept.length - 1))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> new SeriesData().add("here", patient, one))
                    .withMessage("the rows of here/P1 in a series are not what this program keeps;"
                            + " journal rebuild mends it");
        }
    }

    private static List<?> members(SeriesData data, Unit unit) {
        return data.series(new Cohort("all", List.of(), List.of())).members(unit);
    }

    private static List<Row> rows(PatientId patient, SplittableRandom random) {
        List<Row> rows = new ArrayList<>();
        Map<Fact, String> facts = Map.of();
        for (Unit unit : UNITS) {
            if (facts.isEmpty() || random.nextBoolean()) {
                facts = facts(patient, random);
            }
            Map<String, Value> values = new LinkedHashMap<>();
            for (Endpoint<?> endpoint : Series.of(unit)) {
                if (random.nextInt(4) > 0) {
                    values.put(endpoint.name(), value(endpoint.kind(), random));
                }
            }
            rows.add(new Row(new Subject<>(unit, patient, unit instanceof Unit.Patients ? ""
                    : word(random)), facts, values));
        }
        return rows;
    }

    private static Map<Fact, String> facts(PatientId patient, SplittableRandom random) {
        Map<Fact, String> facts = new EnumMap<>(Fact.class);
        for (Fact fact : Fact.values()) {
            if (random.nextBoolean()) {
                facts.put(fact, word(random));
            }
        }
        facts.put(Fact.CENTRE, "here");
        facts.put(Fact.PATIENT, patient.value());
        return facts;
    }

    private static String word(SplittableRandom random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static Value value(Endpoint.Kind kind, SplittableRandom random) {
        if (random.nextInt(5) == 0) {
            return new Value.NotAssessable(word(random));
        }
        return switch (kind) {
            case Endpoint.Kind.Grades grades ->
                new Value.Graded(random.nextInt(grades.levels().size()));
            case Endpoint.Kind.Measure _ -> new Value.Measured(elapsed(
                    random.nextInt(-40_000, 40_000), random));
            case Endpoint.Kind.Times times -> new Value.Timed(
                    elapsed(random.nextInt(40_000), random),
                    random.nextInt(times.causes().size() + 1));
        };
    }

    private static Elapsed elapsed(int earliest, SplittableRandom random) {
        int used = earliest + random.nextInt(300);
        return new Elapsed(earliest, used + random.nextInt(300), used);
    }
}
