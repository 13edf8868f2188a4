package limbline.course;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import limbline.event.Entry;
import limbline.event.Entry.Correction;
import limbline.event.RecordEvent.Withdrawn;
import limbline.measure.EventId;

/// Which entries count once the corrections among them are applied.
public final class Effective {

    private final Map<EventId, Entry> byId = new HashMap<>();
    private final Map<EventId, Entry> replacedBy = new HashMap<>();
    private final Map<EventId, Integer> places = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Struck> struck = new ArrayList<>();

    public Effective(List<Entry> all, AsOf asOf) {
        List<Entry> seen = all.stream()
                .filter(asOf::sees)
                .sorted(Comparator.comparingInt(Entry::position))
                .toList();
        seen.forEach(entry -> byId.put(entry.id(), entry));
        Set<EventId> earlier = new HashSet<>();
        for (Entry entry : seen) {
            entry.correction().ifPresent(correction -> apply(entry, correction, earlier));
            places.putIfAbsent(entry.id(), entry.position());
            earlier.add(entry.id());
        }
        for (Entry entry : seen) {
            Entry by = replacedBy.get(entry.id());
            if (by != null) {
                struck.add(new Struck(entry, by,
                        by.correction().map(Correction::reason).orElse("")));
            } else if (!(entry.event() instanceof Withdrawn)) {
                entries.add(entry);
            }
        }
        entries.sort(Comparator.comparing(entry -> places.getOrDefault(
                entry.id(), entry.position())));
    }

    /// A correction takes the place of what it corrects. It can only correct what stands before
    /// it, so following corrections always ends.
    private void apply(Entry entry, Correction correction, Set<EventId> earlier) {
        EventId replaced = correction.replaces();
        if (byId.containsKey(replaced) && !earlier.contains(replaced)) {
            return;
        }
        places.put(entry.id(), places.getOrDefault(replaced, entry.position()));
        Entry rival = replacedBy.put(replaced, entry);
        if (rival != null) { // two corrections of one entry: the later one counts
            replacedBy.putIfAbsent(rival.id(), entry);
        }
    }

    /// What counts, each in the place of the entry it corrects.
    public List<Entry> entries() {
        return entries;
    }

    /// What counted once, as it was recorded.
    public List<Struck> struck() {
        return struck;
    }

    /// The entry of that id, counting or struck.
    Optional<Entry> entry(EventId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// What replaced the entry of that id, if anything did.
    Optional<Entry> replacement(EventId id) {
        return Optional.ofNullable(replacedBy.get(id));
    }

    /// The entry that counts today for what was once written as `id`; empty if it is not there or
    /// was withdrawn.
    Optional<Entry> current(EventId id) {
        Entry entry = byId.get(id);
        Entry next = replacedBy.get(id);
        while (next != null) {
            entry = next;
            next = replacedBy.get(entry.id());
        }
        return Optional.ofNullable(entry).filter(found -> !(found.event() instanceof Withdrawn));
    }
}
