package limbline.series;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import limbline.measure.Elapsed;
import limbline.patient.PatientId;
import limbline.series.Endpoint.Kind;

/// The rows of a patient as a projection keeps them, in some hundred bytes instead of some thousand
/// letters, so that a million infusions are read in seconds.
///
/// The [layout][#LAYOUT]; the words, each once; then row by row its unit, its name, whether its facts
/// are those of the row before or else which, and its unit's endpoints in their order. Numbers are in
/// base 128, the lowest digits first, 128 added to all bytes but the last.
public final class PackedRows {

    /// To be raised when a fact or an endpoint comes to say something else under the same name: what
    /// was kept before is then folded again.
    private static final int DEFINITIONS = 1;

    private static final List<Unit> UNITS = List.of(Unit.Patients.UNIT, Unit.Limbs.UNIT,
            Unit.Infusions.UNIT, Unit.Lesions.UNIT);

    /// Every row of a patient has the same two others.
    private static final List<Fact> FACTS = Arrays.stream(Fact.values())
            .filter(fact -> fact != Fact.CENTRE && fact != Fact.PATIENT).toList();

    private static final List<List<? extends Endpoint<?>>> ENDPOINTS =
            UNITS.stream().<List<? extends Endpoint<?>>>map(Series::of).toList();

    /// What stands before the cause or the level.
    private static final int NONE = 0;
    private static final int MISSING = 1;
    private static final int ANSWERED = 2;

    /// What the numbers stand for: another number wherever the facts, the units or the endpoints with
    /// their levels and causes are others. Only bytes of this layout are read.
    public static final int LAYOUT = (DEFINITIONS + " " + FACTS + ENDPOINTS.stream()
            .map(of -> of.stream().map(one -> one.name() + one.kind()).toList()).toList())
            .hashCode();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<String, Integer> words = new LinkedHashMap<>();

    private PackedRows() {}

    /// @param rows of one patient, [Row#of]
    public static byte[] of(List<Row> rows) {
        PackedRows body = new PackedRows();
        body.rows(rows);
        PackedRows whole = new PackedRows();
        for (int shift = 24; shift >= 0; shift -= 8) {
            whole.out.write(LAYOUT >>> shift);
        }
        whole.number(body.words.size());
        for (String word : body.words.keySet()) {
            byte[] letters = word.getBytes(StandardCharsets.UTF_8);
            whole.number(letters.length);
            whole.out.writeBytes(letters);
        }
        whole.number(rows.size());
        whole.out.writeBytes(body.out.toByteArray());
        return whole.out.toByteArray();
    }

    private void rows(List<Row> rows) {
        Map<Fact, String> before = Map.of();
        for (Row row : rows) {
            int unit = UNITS.indexOf(row.subject().unit());
            number(unit);
            word(row.subject().name());
            boolean same = row.facts().equals(before);
            number(same ? 1 : 0);
            if (!same) {
                FACTS.forEach(fact -> word(row.facts().getOrDefault(fact, "")));
            }
            before = row.facts();
            for (Endpoint<?> endpoint : ENDPOINTS.get(unit)) {
                Value value = row.values().get(endpoint.name());
                if (value == null) {
                    number(NONE);
                } else {
                    answer(value);
                }
            }
        }
    }

    private void answer(Value value) {
        switch (value) {
            case Value.NotAssessable(String why) -> {
                number(MISSING);
                word(why);
            }
            case Value.Graded(int level) -> number(ANSWERED + level);
            case Value.Measured(Elapsed amount) -> amount(0, amount);
            case Value.Timed(Elapsed days, int cause) -> amount(cause, days);
        }
    }

    private void amount(int cause, Elapsed days) {
        number(ANSWERED + cause);
        int used = Math.toIntExact(days.used());
        number((used << 1) ^ (used >> 31)); // small also where it is negative
        number(Math.toIntExact(days.used() - days.earliest()));
        number(Math.toIntExact(days.latest() - days.used()));
    }

    private void word(String word) {
        number(word.isEmpty() ? 0 : words.computeIfAbsent(word, _ -> words.size() + 1));
    }

    private void number(int value) {
        int left = value;
        while ((left & ~127) != 0) {
            out.write((left & 127) | 128);
            left >>>= 7;
        }
        out.write(left);
    }

    /// Adds them to the columns of their units.
    ///
    /// @throws IllegalStateException if they are of another layout, or damaged
    static void read(byte[] packed, String centre, PatientId patient, Words words,
            Function<Unit, Columns<?>> columns) {
        try {
            new Reader(packed, words).rows(centre, patient, columns);
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalStateException("the rows of %s/%s in a series are not what this program"
                    .formatted(centre, patient) + " keeps; journal rebuild mends it", e);
        }
    }

    /// Goes through the bytes once; whatever does not fit is out of bounds.
    private static final class Reader {

        private final byte[] bytes;
        private final Words words;
        private int at;

        Reader(byte[] bytes, Words words) {
            this.bytes = bytes;
            this.words = words;
        }

        void rows(String centre, PatientId patient, Function<Unit, Columns<?>> columns) {
            int layout = 0;
            for (int i = 0; i < Integer.BYTES; i++) {
                layout = (layout << 8) | (bytes[at++] & 255);
            }
            if (layout != LAYOUT) {
                throw new IndexOutOfBoundsException("layout " + layout + ", not " + LAYOUT);
            }
            int[] places = places();
            int here = words.place(centre);
            int name = words.patient(patient.value());
            int[] facts = new int[FACTS.size()];
            int rows = number();
            for (int i = 0; i < rows; i++) {
                int unit = number();
                Columns<?> of = columns.apply(UNITS.get(unit));
                int row = of.next(name, places[number()]);
                if (number() == 0) {
                    for (int fact = 0; fact < facts.length; fact++) {
                        facts[fact] = places[number()];
                    }
                }
                of.put(Fact.CENTRE, row, here);
                of.put(Fact.PATIENT, row, name);
                for (int fact = 0; fact < facts.length; fact++) {
                    of.put(FACTS.get(fact), row, facts[fact]);
                }
                for (Endpoint<?> endpoint : ENDPOINTS.get(unit)) {
                    answer(of.answers(endpoint.name()), row, places);
                }
            }
        }

        private int[] places() {
            int[] places = new int[Objects.checkIndex(number(), bytes.length) + 1];
            for (int i = 1; i < places.length; i++) {
                int length = number();
                places[i] = words.place(
                        new String(bytes, at, length, StandardCharsets.UTF_8));
                at += length;
            }
            return places;
        }

        private void answer(Columns.Answers answers, int row, int[] places) {
            int code = number();
            if (code == MISSING) {
                answers.missing(row, places[number()]);
            } else if (code >= ANSWERED && answers.kind instanceof Kind.Grades) {
                answers.level(row, code - ANSWERED);
            } else if (code >= ANSWERED) {
                int folded = number();
                int used = (folded >>> 1) ^ -(folded & 1);
                int earliest = used - number();
                answers.amount(row, code - ANSWERED, earliest, used, used + number());
            }
        }

        private int number() {
            int value = 0;
            int shift = 0;
            byte digits = bytes[at++];
            while (digits < 0) {
                value |= (digits & 127) << shift;
                shift += 7;
                digits = bytes[at++];
            }
            return value | digits << shift;
        }
    }
}
