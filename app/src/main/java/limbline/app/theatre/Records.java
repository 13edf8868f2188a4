package limbline.app.theatre;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import limbline.app.course.EntryText;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.journal.Written;
import limbline.event.Entry;

/// The records of the patients in theatre. What was read once stays true, because nothing on the
/// record changes; so only what came after it is read again.
final class Records {

    private static final int PATIENTS = 64;

    private final Journal journal;
    private final Map<PatientKey, Known> known = new LinkedHashMap<>(PATIENTS, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PatientKey, Known> eldest) {
            return size() > PATIENTS;
        }
    };

    /// All entries of a patient, in order of position, and the command each belongs to.
    record Known(List<Entry> entries, List<UUID> commands) {

        int position() {
            return entries.size();
        }

        /// The entries of a command; none if it is not on the record.
        List<Entry> of(UUID command) {
            List<Entry> found = new ArrayList<>();
            for (int i = 0; i < commands.size(); i++) {
                if (commands.get(i).equals(command)) {
                    found.add(entries.get(i));
                }
            }
            return found;
        }

        private Known and(List<Written> more) {
            if (more.isEmpty()) {
                return this;
            }
            List<Entry> all = new ArrayList<>(entries);
            List<UUID> whose = new ArrayList<>(commands);
            for (Written row : more) {
                all.add(EntryText.entry(row));
                whose.add(row.command());
            }
            return new Known(all, whose);
        }
    }

    Records(Journal journal) {
        this.journal = journal;
    }

    Known read(PatientKey patient) {
        Known before;
        synchronized (known) {
            before = known.getOrDefault(patient, new Known(List.of(), List.of()));
        }
        Known now = before.and(journal.readAfter(patient, before.position()));
        synchronized (known) {
            known.merge(patient, now, (one, other) ->
                    one.position() > other.position() ? one : other);
        }
        return now;
    }
}
