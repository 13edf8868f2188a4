package limbline.course;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import limbline.event.Entry;
import limbline.event.Event;
import limbline.event.TheatreEvent;
import limbline.event.TheatreEvent.Amputated;
import limbline.event.TheatreEvent.EnteredTheatre;
import limbline.event.TheatreEvent.Infused;
import limbline.event.TheatreEvent.ProcedureBegun;
import limbline.event.TheatreEvent.Resected;
import limbline.measure.Elapsed;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.When;
import limbline.patient.OperationId;

/// When the events of one patient lie, and how far apart.
///
/// An event that is dated from another one hangs on it, and so do the other events of an operation
/// on its first one. Two events that hang on a common one are subtracted along the chain: "infusion
/// + 3 days" is three days from the infusion even where nobody knows the year.
final class Dates {

    static final LocalDate FIRST_DAY = LocalDate.of(1850, 1, 1);
    static final LocalDate LAST_DAY = LocalDate.of(2200, 12, 31);

    /// No source dates an event through a hundred others; the limit keeps a subtraction short.
    static final int LONGEST_CHAIN = 100;

    private static final Elapsed SAME_DAY = Elapsed.exactly(0);

    /// One event.
    ///
    /// @param parent what it hangs on; itself where it stands alone
    /// @param depth how many stand between it and the one that stands alone
    private record Node(
            EventId id, EventId parent, Elapsed fromParent, int depth, Optional<Span> span) {}

    private final Effective effective;
    private final ZoneId zone;
    private final Map<EventId, Node> nodes = new HashMap<>();
    private final Map<OperationId, EventId> operations = new HashMap<>();
    private final Map<EventId, String> faults = new HashMap<>();

    Dates(Effective effective, ZoneId zone) {
        this.effective = effective;
        this.zone = zone;
        List<Entry> entries = effective.entries();
        entries.forEach(this::mayDateItsOperation);
        entries.forEach(this::resolve);
    }

    /// The first event of an operation that has a date of its own dates the others.
    private void mayDateItsOperation(Entry entry) {
        Optional<OperationId> operation = operation(entry.event());
        boolean ownDate = switch (entry.happened()) {
            case When.On _, When.At _ -> true;
            case When.Undated _ -> false;
            case When.After(var anchor, _) -> effective.current(anchor)
                    .filter(other -> operation(other.event()).equals(operation))
                    .isEmpty();
        };
        if (ownDate) {
            operation.ifPresent(name -> operations.putIfAbsent(name, entry.id()));
        }
    }

    Optional<Span> span(EventId id) {
        return Optional.ofNullable(nodes.get(id)).flatMap(Node::span);
    }

    /// Why an entry's date could not be used, by entry.
    Map<EventId, String> faults() {
        return faults;
    }

    /// The days from one event to another; empty where neither a chain nor the calendar tells.
    Optional<Elapsed> between(EventId from, EventId to) {
        Node first = nodes.get(from);
        Node second = nodes.get(to);
        if (first == null || second == null) {
            return Optional.empty();
        }
        Optional<Elapsed> chain = alongChain(first, second);
        Optional<Elapsed> calendar =
                first.span.flatMap(start -> second.span.map(start::to));
        return chain.isPresent() && calendar.isPresent()
                ? Optional.of(tightened(chain.get(), calendar.get()))
                : chain.or(() -> calendar);
    }

    /// Whether the distance of two events follows from a chain, without the calendar.
    boolean hangTogether(EventId from, EventId to) {
        Node first = nodes.get(from);
        Node second = nodes.get(to);
        return first != null && second != null && alongChain(first, second).isPresent();
    }

    /// Both bounds hold, so the narrower of each does. Should they contradict each other, the
    /// source's own words, which are the chain, stand.
    private static Elapsed tightened(Elapsed chain, Elapsed calendar) {
        long earliest = Math.max(chain.earliest(), calendar.earliest());
        long latest = Math.min(chain.latest(), calendar.latest());
        return earliest > latest
                ? chain
                : new Elapsed(earliest, latest, Math.clamp(chain.used(), earliest, latest));
    }

    /// Up from both to the nearest event they share.
    private Optional<Elapsed> alongChain(Node first, Node second) {
        Elapsed up = SAME_DAY;
        Elapsed down = SAME_DAY;
        Node left = first;
        Node right = second;
        while (!left.id.equals(right.id)) {
            if (left.depth == 0 && right.depth == 0) {
                return Optional.empty();
            }
            if (left.depth >= right.depth) {
                up = up.plus(left.fromParent);
                left = parent(left);
            } else {
                down = down.plus(right.fromParent);
                right = parent(right);
            }
        }
        return Optional.of(down.minus(up));
    }

    private Node parent(Node node) {
        Node parent = nodes.get(node.parent);
        if (parent == null) {
            throw new IllegalStateException(node + " hangs on nothing");
        }
        return parent;
    }

    /// Places `entry` after all it hangs on. A stack and no recursion: a chain may be as long as
    /// the record.
    private void resolve(Entry entry) {
        Deque<Entry> waiting = new ArrayDeque<>();
        Set<EventId> onTheWay = new HashSet<>();
        waiting.push(entry);
        while (!waiting.isEmpty()) {
            Entry next = waiting.peek();
            if (nodes.containsKey(next.id())) {
                waiting.pop();
                continue;
            }
            onTheWay.add(next.id());
            Optional<Entry> anchor = anchor(next);
            if (anchor.isEmpty() || nodes.containsKey(anchor.get().id())) {
                nodes.put(next.id(), node(next, anchor));
                waiting.pop();
            } else if (onTheWay.contains(anchor.get().id())) {
                faults.put(next.id(), "is dated from itself, round about");
                nodes.put(next.id(), alone(next, Optional.empty()));
                waiting.pop();
            } else {
                waiting.push(anchor.get());
            }
        }
    }

    /// What `entry` hangs on: the event that dates its operation, or what its own date names.
    private Optional<Entry> anchor(Entry entry) {
        Optional<Entry> operation = ofItsOperation(entry);
        return operation.isEmpty() && entry.happened() instanceof When.After(var anchor, _)
                ? effective.current(anchor)
                : operation;
    }

    private Optional<Entry> ofItsOperation(Entry entry) {
        return operation(entry.event())
                .flatMap(name -> Optional.ofNullable(operations.get(name)))
                .filter(first -> !first.equals(entry.id()))
                .flatMap(effective::entry);
    }

    private Node node(Entry entry, Optional<Entry> anchor) {
        return switch (entry.happened()) {
            case When.On(var date) -> dated(entry, Span.of(date), anchor);
            case When.At(var instant) ->
                dated(entry, Span.of(LocalDate.ofInstant(instant, zone)), anchor);
            case When.Undated _ -> anchor
                    .map(first -> hanging(entry, first, SAME_DAY, Optional.empty()))
                    .orElseGet(() -> alone(entry, Optional.empty()));
            case When.After(_, var offset) when anchor.isPresent() ->
                hanging(entry, anchor.get(),
                        ofItsOperation(entry).isPresent() ? SAME_DAY : offset.elapsed(),
                        Optional.empty());
            case When.After(var unknown, _) -> {
                faults.put(entry.id(), "is dated from the event %s, which is not there"
                        .formatted(unknown));
                yield alone(entry, Optional.empty());
            }
        };
    }

    private Node dated(Entry entry, Span own, Optional<Entry> operation) {
        return operation
                .map(first -> hanging(entry, first, SAME_DAY, Optional.of(own)))
                .orElseGet(() -> alone(entry, Optional.of(own)));
    }

    private static Node alone(Entry entry, Optional<Span> span) {
        return new Node(entry.id(), entry.id(), SAME_DAY, 0, span);
    }

    private Node hanging(Entry entry, Entry anchor, Elapsed offset, Optional<Span> own) {
        Node parent = nodes.get(anchor.id());
        if (parent == null) {
            throw new IllegalStateException(entry.id() + " was placed before its anchor");
        }
        if (parent.depth == LONGEST_CHAIN) {
            faults.put(entry.id(), "is dated through more than %s other events; date it from one of"
                    .formatted(LONGEST_CHAIN) + " them");
            return alone(entry, own);
        }
        Optional<Span> reached = parent.span.flatMap(start -> shifted(entry, start, offset));
        if (own.isPresent() && reached.isPresent()) {
            Optional<Span> common = common(own.get(), reached.get());
            if (common.isEmpty()) {
                if (!isOvernight(own.get(), reached.get())) {
                    faults.put(entry.id(), "is of one operation with an event of another day");
                }
                return alone(entry, own);
            }
            reached = common;
        }
        return new Node(entry.id(), parent.id, offset, parent.depth + 1, reached.or(() -> own));
    }

    /// An operation may go on past midnight.
    private static boolean isOvernight(Span one, Span other) {
        return one.earliest().minusDays(1).equals(other.latest())
                || one.latest().plusDays(1).equals(other.earliest());
    }

    private Optional<Span> shifted(Entry entry, Span start, Elapsed offset) {
        long earliest = start.earliest().toEpochDay() + offset.earliest();
        long latest = start.latest().toEpochDay() + offset.latest();
        if (earliest < FIRST_DAY.toEpochDay() || latest > LAST_DAY.toEpochDay()) {
            faults.put(entry.id(), "lies outside the years 1850 to 2200");
            return Optional.empty();
        }
        return Optional.of(new Span(
                LocalDate.ofEpochDay(earliest),
                LocalDate.ofEpochDay(latest),
                start.used().plusDays(offset.used())));
    }

    private static Optional<Span> common(Span one, Span other) {
        LocalDate earliest = later(one.earliest(), other.earliest());
        LocalDate latest = other.latest().isBefore(one.latest()) ? other.latest() : one.latest();
        if (earliest.isAfter(latest)) {
            return Optional.empty();
        }
        LocalDate used = one.isExact() ? one.used() : other.used();
        return Optional.of(new Span(
                earliest, latest, used.isAfter(latest) ? latest : later(earliest, used)));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    static Optional<OperationId> operation(Event event) {
        return event instanceof TheatreEvent theatre
                ? switch (theatre) {
                    case EnteredTheatre _, ProcedureBegun _ -> Optional.empty();
                    case Resected resected -> found(resected.operation());
                    case Infused infused -> found(infused.operation());
                    case Amputated amputated -> found(amputated.operation());
                }
                : Optional.empty();
    }

    private static Optional<OperationId> found(Finding<OperationId> operation) {
        return operation.found();
    }
}
