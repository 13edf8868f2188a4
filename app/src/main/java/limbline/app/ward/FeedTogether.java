package limbline.app.ward;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import limbline.app.course.Answer;
import limbline.app.journal.PatientKey;
import limbline.app.ward.FeedWork.Ready;

/// Messages that follow each other and have nothing to do with each other: other patients, other
/// results. They are decided one by one and recorded at the same time, so that the journal waits for
/// the disk once for all of them. What has to do with an earlier one waits until that is through.
final class FeedTogether {

    /// As many connections as others can spare.
    private static final int MOST = 8;

    private final FeedBatch batch;
    private final List<FeedWork> works = new ArrayList<>();
    private final Set<PatientKey> patients = new HashSet<>();
    private final Set<String> keys = new HashSet<>();

    FeedTogether(FeedBatch batch) {
        this.batch = batch;
    }

    /// Takes the next message.
    void add(FeedWork work) {
        if (!work.isOfResults()) { // a movement or a merge may change what the next ones mean
            finish();
            FeedDesk.work(work, batch);
            return;
        }
        if (works.size() == MOST || work.parts().stream().map(Part::key).anyMatch(keys::contains)) {
            finish();
        }
        work.decide();
        if (work.ready().stream().map(Ready::patient).anyMatch(patients::contains)) {
            finish();
            work.decide();
        }
        works.add(work);
        work.ready().forEach(one -> patients.add(one.patient()));
        work.parts().stream().map(Part::key).filter(key -> !key.isEmpty()).forEach(keys::add);
    }

    /// Records what was taken.
    void finish() {
        List<List<Answer>> answers = works.size() == 1 ? List.of(works.getFirst().ready().stream()
                .map(works.getFirst()::append).toList()) : appended();
        for (int i = 0; i < works.size(); i++) {
            FeedWork work = works.get(i);
            if (isThrough(work, answers.get(i))) {
                batch.end(work);
            } else {
                batch.look(List.of(work));
                FeedDesk.work(work, batch);
            }
        }
        works.clear();
        patients.clear();
        keys.clear();
    }

    private static boolean isThrough(FeedWork work, List<Answer> answers) {
        List<Ready> ready = work.ready();
        for (int i = 0; i < ready.size(); i++) {
            if (!work.isRecorded(ready.get(i), answers.get(i))) {
                return false;
            }
        }
        return true;
    }

    private List<List<Answer>> appended() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return works.stream()
                    .map(work -> work.ready().stream()
                            .map(one -> threads.submit(() -> work.append(one))).toList())
                    .toList().stream() // all are on their way before one is waited for
                    .map(all -> all.stream().map(FeedTogether::answer).toList()).toList();
        }
    }

    private static Answer answer(Future<Answer> one) {
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
