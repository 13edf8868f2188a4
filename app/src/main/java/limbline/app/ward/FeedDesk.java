package limbline.app.ward;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import limbline.app.hl7.Letter.State;
import limbline.app.hl7.Message;
import limbline.app.hl7.Segment;
import limbline.app.journal.Identities.Named;
import limbline.app.ward.FeedStore.Stored;
import limbline.app.ward.FeedWork.Desks;
import limbline.app.ward.LaboratoryMap.Meaning;
import limbline.app.ward.LaboratoryUnits.Substance;
import limbline.measure.Term;
import limbline.patient.Analyte;
import org.springframework.transaction.support.TransactionTemplate;

/// Works on the messages that came in: what each reports becomes events of a course, a correction
/// or a withdrawal of earlier ones, or waits for a person with a sentence that says for what.
///
/// Working on a message twice changes nothing: the ids of its events follow from what it says.
public final class FeedDesk {

    /// How often one starts anew because somebody else recorded something meanwhile.
    private static final int MOST_TRIES = 10;

    /// Characters of a message on the page.
    private static final int MOST_SHOWN = 100_000;

    private final Desks desks;
    private final LaboratoryMap map;
    private final TransactionTemplate transaction;

    /// @param map the centre's file
    FeedDesk(Desks desks, LaboratoryMap map, TransactionTemplate transaction) {
        this.desks = desks;
        this.map = map;
        this.transaction = transaction;
    }

    /// What the codes and units mean now.
    LaboratoryMap map() {
        return map.with(desks.store().saidOfCodes(), desks.store().saidOfUnits());
    }

    /// Messages nobody has worked on, in the order in which they came.
    List<Stored> news(int most) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            desks.store().asWorker();
            return desks.store().news(most);
        }));
    }

    /// Works on messages, one after the other: on all of them, or, if one cannot be worked on, on
    /// none. What is appended to the journal meanwhile stands, and is found there the next time.
    ///
    /// @param current what codes and units mean
    void work(List<Stored> messages, LaboratoryMap current) {
        for (int tries = 1; !isDone(messages, current); tries++) {
            if (tries == MOST_TRIES) {
                throw new IllegalStateException("others recorded something %s times while message %s"
                        .formatted(MOST_TRIES, messages.getFirst().id()) + " was worked on");
            }
        }
    }

    private boolean isDone(List<Stored> messages, LaboratoryMap current) {
        try {
            transaction.executeWithoutResult(_ -> {
                desks.store().asWorker();
                FeedBatch batch = new FeedBatch(desks);
                List<FeedWork> works = messages.stream()
                        .map(one -> new FeedWork(desks, batch, one, current)).toList();
                batch.look(works);
                FeedTogether.work(desks, batch, works);
                batch.writeDown();
            });
            return true;
        } catch (FeedTogether.Overtaken _) {
            return false;
        }
    }

    /// What a person can be asked about a message.
    ///
    /// @param numbers of which nobody knows whose they are
    /// @param codes of which nobody knows what they measure
    /// @param units of which nobody knows what they mean
    public record Questions(List<String> numbers, List<Asked> codes, List<String> units) {
        public Questions {
            numbers = List.copyOf(numbers);
            codes = List.copyOf(codes);
            units = List.copyOf(units);
        }
    }

    /// A code somebody is asked about.
    public record Asked(String code, String system, String name) {}

    Questions questions(Stored stored) {
        if (stored.state() != State.WAITING && stored.state() != State.ASIDE) {
            return new Questions(List.of(), List.of(), List.of());
        }
        try {
            Message message = Message.read(stored.bytes());
            LaboratoryMap current = map();
            List<String> numbers = message.all("PID").stream()
                    .flatMap(patient -> Movements.whose(patient).numbers().stream()).distinct()
                    .filter(number -> desks.identities().named(desks.centre(), List.of(number)).equals(
                            new Named(List.of(), false)))
                    .toList();
            List<Segment> observations = message.all("OBX");
            LaboratoryUnits units = new LaboratoryUnits(current.units());
            return new Questions(numbers,
                    observations.stream().filter(one -> Results.code(one, current)
                                    instanceof LaboratoryMap.Known.Unknown)
                            .map(Results::asked).distinct().toList(),
                    observations.stream()
                            .filter(one -> Results.code(one, current)
                                    instanceof LaboratoryMap.Known.Measures)
                            .map(Results::units)
                            .filter(all -> !all.isEmpty() && all.stream().noneMatch(units::isKnown))
                            .map(List::getFirst).distinct().toList());
        } catch (IllegalArgumentException e) {
            return new Questions(List.of(), List.of(), List.of()); // it is not even read
        }
    }

    /// What a person says that a code measures.
    ///
    /// @param unit of the laboratory's values where a message names none, or empty
    /// @param substance that is weighed where that is not the analyte, or empty
    Meaning meaning(String analyte, String unit, String substance) {
        LaboratoryMap current = map();
        Meaning meaning = new Meaning(Term.parse(Analyte.class, analyte),
                Optional.of(unit.strip()).filter(text -> !text.isEmpty())
                        .map(text -> new LaboratoryUnits(current.units()).ucum(text)),
                Optional.of(substance).filter(text -> !text.isEmpty())
                        .map(text -> Term.parse(Substance.class, text)));
        meaning.unit().ifPresent(from -> LaboratoryUnits.factor(
                from, current.unitOf(meaning.analyte()), meaning.weighed()));
        return meaning;
    }

    /// The lines of a message as they stand there, for a person.
    static List<String> segments(Stored stored) {
        String text;
        try {
            text = Message.read(stored.bytes()).text();
        } catch (IllegalArgumentException e) {
            text = new String(stored.bytes().array(), StandardCharsets.ISO_8859_1);
        }
        String shown = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + " ..." : text;
        return shown.lines().map(line -> line.replaceAll("\\p{Cc}", "\u2423"))
                .filter(line -> !line.isBlank()).toList();
    }
}
