package limbline.theatre;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import limbline.app.course.EntryText;
import limbline.app.journal.EventText;
import limbline.app.journal.PatientKey;
import limbline.app.journal.Written;
import limbline.app.protocol.ProtocolFile;
import limbline.app.protocol.RefusedProtocol;
import limbline.event.Draft;
import limbline.event.Entry;
import limbline.protocol.Protocol;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Procedures carried out at random: no permission breaks an invariant, every fact is on the record,
/// a safe end is reached from everywhere, and the state is the same when it is folded again from the
/// text of the journal.
class RandomRunsTest {

    private static final int RUNS = 50_000;
    private static final int ACTIONS = 20;

    /// Every so many runs go through the text of the journal.
    private static final int TEXT_EVERY = 50;

    @ParameterizedTest
    @ValueSource(strings = {"demo-ili", "demo-hilp"})
    void noPermissionBreaksAnInvariantAndEveryFactIsRecorded(String name) throws RefusedProtocol {
        Protocol protocol = ProtocolFile.read(Path.of("..", "protocols", name + ".yaml"));
        long seed = System.nanoTime();
        LongAdder permissions = new LongAdder();
        LongAdder complete = new LongAdder();

        LongStream.range(seed, seed + RUNS).parallel().forEach(own -> {
            RandomRun run = new RandomRun(
                    protocol, RandomGeneratorFactory.of("L64X128MixRandom").create(own));
            try {
                run.carryOut(ACTIONS);
                agree(run, run.folded(run.entries()));
                if (own % TEXT_EVERY == 0) {
                    agree(run, run.folded(run.entries().stream()
                            .map(RandomRunsTest::throughTheJournal).toList()));
                }
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed %s: %s".formatted(own, e.getMessage()), e);
            }
            permissions.add(run.granted());
            complete.add(run.run().given().size() > 2 ? 1 : 0);
        });

        System.out.printf("%s: %,d random runs from seed %d, %,d permissions given, %,d runs with"
                + " three drugs or more%n", name, RUNS, seed, permissions.sum(), complete.sum());
        assertThat(permissions.sum()).as("runs that get somewhere").isGreaterThan(RUNS * 3L);
        assertThat(complete.sum()).as("runs that get far").isGreaterThan(RUNS / 50);
    }

    /// A witness that has never spoken up has never been tested.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hold, measurement: act, at-least: act-full} | note, measurement: act, at-least: act-full} | without a fresh ACT
            needs: [time-out, cuff-up, papaverine] | needs: [time-out] | into a limb that is not isolated
            action: hold, compares: limb} | action: note, compares: limb} | another limb
            needs: [washout] | needs: [cuff-up] | released before the washout
            action: hold, measurement: limb-temperature | action: note, measurement: limb-temperature | no-cuff-on-a-cold-limb is broken
            """)
    void theWitnessSpeaksUpWhereAGateIsTakenAway(String gate, String instead, String says)
            throws RefusedProtocol {
        String text = ProtocolFile.text(Path.of("..", "protocols", "demo-ili.yaml"));
        assertThat(text).contains(gate);
        Protocol open = ProtocolFile.parse(text.replace(gate, instead));

        assertThat(LongStream.range(0, 4_000).mapToObj(seed -> said(open, seed))
                .filter(said -> said.contains(says)).findFirst()).isPresent();
    }

    private static String said(Protocol protocol, long seed) {
        try {
            new RandomRun(protocol, RandomGeneratorFactory.of("L64X128MixRandom").create(seed))
                    .carryOut(ACTIONS);
            return "";
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void agree(RandomRun run, Procedure folded) {
        same("lines", folded.lines().size(), run.entries().size());
        same("done", folded.done(), run.run().done());
        same("given", folded.given(), run.run().given());
        same("aborted", folded.isAborted(), run.run().isAborted());
        same("ended", folded.endedAt(), run.run().ended());
        same("deviations", (long) folded.deviations().size(), run.run().judged().values().stream()
                .filter(one -> !one.permission().isGiven()).count());
        same("situation", folded.situation(folded.lastAt()),
                run.run().situation(folded.lastAt()));
    }

    /// In plain words of the language: of a million comparisons the library's own would be most.
    private static void same(String what, Object folded, Object asItRan) {
        if (!folded.equals(asItRan)) {
            throw new AssertionError("%s: %s when it is folded, %s as it ran".formatted(
                    what, folded, asItRan));
        }
    }

    private static Entry throughTheJournal(Entry entry) {
        EventText text = EntryText.of(new Draft(entry.id(), entry.event(), entry.happened(),
                entry.implied(), entry.known(), entry.source(), entry.correction()));
        return EntryText.entry(new Written(new PatientKey("T", entry.patient()),
                entry.position(), entry.id().value(), 0, text, entry.author(),
                entry.recorded()));
    }
}
