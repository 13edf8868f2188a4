package limbline.board;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.course.Placed;
import limbline.event.BoardEvent.BoardDecided;
import limbline.event.BoardEvent.DecisionMinuted;
import limbline.event.BoardEvent.ListedForBoard;
import limbline.event.BoardEvent.TaskDone;
import limbline.event.BoardEvent.TaskGiven;
import limbline.event.Entry;
import limbline.measure.EventId;

/// What boards decided for one patient, in time, and what came of it to do.
///
/// @param decided in time
/// @param tasks by the day they are due; those that are done come last
/// @param question that was last put to the board, with the meeting
public record Decisions(
        List<Decided> decided, List<Task> tasks, Optional<ListedForBoard> question) {

    /// A decision with its minutes, where they were written.
    public record Decided(Placed placed, BoardDecided event, Optional<DecisionMinuted> minutes) {}

    /// A task, open until it is done.
    public record Task(Placed placed, TaskGiven event, Optional<Placed> done) {

        public boolean isOpen() {
            return done.isEmpty();
        }

        public boolean isOverdue(LocalDate on) {
            return isOpen() && event.due().isBefore(on);
        }
    }

    public Decisions {
        decided = List.copyOf(decided);
        tasks = List.copyOf(tasks);
    }

    public static Decisions of(Course course) {
        List<Decided> decided = new ArrayList<>();
        List<Task> tasks = new ArrayList<>();
        Optional<ListedForBoard> question = Optional.empty();
        for (Placed placed : course.timeline()) {
            if (placed.event() instanceof BoardDecided event) {
                decided.add(new Decided(placed, event, minutes(course, placed)));
            } else if (placed.event() instanceof TaskGiven event) {
                tasks.add(new Task(placed, event, done(course, placed)));
            } else if (placed.event() instanceof ListedForBoard listed) {
                question = Optional.of(listed);
            }
        }
        tasks.sort(Comparator.comparing((Task task) -> !task.isOpen())
                .thenComparing(task -> task.event().due()));
        return new Decisions(decided, tasks, question);
    }

    public List<Task> open() {
        return tasks.stream().filter(Task::isOpen).toList();
    }

    /// The course as a board had it before it decided: what was known by that day, without the
    /// decision and all that followed it. Where a source dates to the month only, no day alone
    /// could tell them apart.
    ///
    /// @param decision the event of the decision
    /// @throws IllegalArgumentException if there is no such decision in the course
    public static Course before(Course course, EventId decision) {
        Placed decided = course.timeline().stream()
                .filter(placed -> placed.id().equals(decision)
                        && placed.event() instanceof BoardDecided)
                .findFirst().orElseThrow(() -> new IllegalArgumentException(
                        "there is no decision %s of this patient".formatted(decision)));
        List<Entry> entries = course.timeline()
                .subList(0, course.timeline().indexOf(decided)).stream()
                .map(Placed::entry).toList();
        return Course.of(course.patient(), entries, new AsOf(
                Optional.of(decided.entry().known().latest()), course.asOf().recorded()),
                course.zone());
    }

    private static Optional<DecisionMinuted> minutes(Course course, Placed decision) {
        return course.timeline().stream()
                .filter(placed -> placed.event() instanceof DecisionMinuted minuted
                        && minuted.decision().equals(decision.id()))
                .map(placed -> (DecisionMinuted) placed.event())
                .reduce((_, later) -> later);
    }

    private static Optional<Placed> done(Course course, Placed task) {
        return course.timeline().stream()
                .filter(placed -> placed.event() instanceof TaskDone done
                        && done.task().equals(task.id()))
                .findFirst();
    }
}
