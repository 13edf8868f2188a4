package limbline.app.ward;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import limbline.app.course.Reading;
import limbline.app.journal.PatientKey;
import limbline.app.ward.FeedStore.Earlier;
import limbline.app.ward.FeedWork.Desks;
import limbline.event.Draft;
import limbline.event.Event;
import limbline.event.RecordEvent.Withdrawn;
import limbline.measure.EventId;
import limbline.measure.When;

/// Messages that follow each other and are decided one after the other, each on the record as it
/// will be with those before it, and then recorded together: of each patient all events at once,
/// and of all patients at the same time. A course is folded once and not for each message, and the
/// journal waits for the disk once.
final class FeedTogether {

    private final Desks desks;
    private final FeedBatch batch;
    private final Map<PatientKey, List<Draft>> drafts = new LinkedHashMap<>();
    private final Map<EventId, Draft> byId = new HashMap<>();
    private final Set<EventId> replaced = new HashSet<>();
    private final Map<String, Earlier> reported = new HashMap<>();

    private FeedTogether(Desks desks, FeedBatch batch) {
        this.desks = desks;
        this.batch = batch;
    }

    /// Somebody else recorded something of a patient meanwhile: all is done anew.
    static final class Overtaken extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    /// An event that counts.
    record Counts(Event event, When happened, String implied) {}

    /// Works on messages in their order. A movement or a merge may change what the next ones mean,
    /// so it is recorded by itself.
    static void work(Desks desks, FeedBatch batch, List<FeedWork> works) {
        List<FeedWork> results = new ArrayList<>();
        for (FeedWork work : works) {
            if (work.isOfResults()) {
                results.add(work);
            } else {
                record(desks, batch, results);
                results.clear();
                record(desks, batch, List.of(work));
            }
        }
        record(desks, batch, results);
    }

    /// Where something cannot be recorded beside the rest, it is looked for by halves.
    private static void record(Desks desks, FeedBatch batch, List<FeedWork> works) {
        FeedTogether together = new FeedTogether(desks, batch);
        works.forEach(work -> together.take(work, false));
        if (together.isRefused() && works.size() > 1) {
            int half = works.size() / 2;
            record(desks, batch, works.subList(0, half));
            record(desks, batch, works.subList(half, works.size()));
        } else if (together.isRefused()) {
            FeedTogether sifted = new FeedTogether(desks, batch);
            sifted.take(works.getFirst(), true);
            sifted.append(works);
        } else {
            together.append(works);
        }
    }

    private void take(FeedWork work, boolean sift) {
        work.decide(this);
        if (sift) {
            work.sift();
        }
        reported.putAll(work.reported());
        work.drafts().forEach((patient, wanted) -> {
            drafts.computeIfAbsent(patient, _ -> new ArrayList<>()).addAll(wanted);
            wanted.forEach(draft -> {
                byId.put(draft.id(), draft);
                draft.correction().ifPresent(correction -> replaced.add(correction.replaces()));
            });
        });
    }

    /// What holds of a key, with what those before reported.
    Optional<Earlier> earlier(String key) {
        return Optional.ofNullable(reported.get(key)).or(() -> batch.earlier(key));
    }

    /// An event, if it counts with what those before recorded.
    Optional<Counts> current(PatientKey patient, EventId event) {
        if (replaced.contains(event)) {
            return Optional.empty();
        }
        return Optional.ofNullable(byId.get(event))
                .filter(draft -> !(draft.event() instanceof Withdrawn))
                .map(draft -> new Counts(draft.event(), draft.happened(), draft.implied()))
                .or(() -> batch.reading(patient).course().current(event).map(entry ->
                        new Counts(entry.event(), entry.happened(), entry.implied())));
    }

    private boolean isRefused() {
        return drafts.entrySet().stream().anyMatch(one -> !desks.courses().refusals(
                batch.reading(one.getKey()), FeedWork.AUTHOR, one.getValue()).isEmpty());
    }

    /// @throws Overtaken if somebody else was faster with one of the patients
    private void append(List<FeedWork> works) {
        List<Callable<Boolean>> appends = new ArrayList<>();
        drafts.forEach((patient, events) -> {
            Reading reading = batch.reading(patient);
            appends.add(() -> desks.courses().record(
                    reading, command(events), FeedWork.AUTHOR, events));
        });
        boolean recorded = allOf(appends);
        drafts.keySet().forEach(batch::grown);
        if (!recorded) {
            throw new Overtaken();
        }
        works.forEach(batch::end);
    }

    private static UUID command(List<Draft> events) {
        return UUID.nameUUIDFromBytes(events.stream().map(Draft::id).toList().toString()
                .getBytes(StandardCharsets.UTF_8));
    }

    private static boolean allOf(List<Callable<Boolean>> appends) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> answers = appends.stream().map(threads::submit).toList();
            return answers.stream().map(FeedTogether::answer).reduce(true, Boolean::logicalAnd);
        }
    }

    private static boolean answer(Future<Boolean> one) {
        try {
            return one.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
