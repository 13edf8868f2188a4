package limbline.app.board;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import limbline.event.BoardEvent.BoardDecided;
import limbline.event.BoardEvent.TaskGiven;
import limbline.measure.Finding;
import limbline.measure.Text;
import limbline.patient.Option;
import limbline.patient.PlanStep;

/// What was typed about a decision, and what can be read of it.
///
/// @param sent each field as it was typed
public record DecisionForm(Map<String, String> sent) {

    public DecisionForm {
        sent = Map.copyOf(sent);
    }

    /// A decision with what goes into its minutes.
    record Decision(LocalDate on, BoardDecided decided, List<String> present, List<PlanStep> plan,
            List<TaskGiven> tasks, Finding<String> remark) {}

    /// What was read, or what could not be, in sentences.
    record Read(Optional<Decision> decision, List<String> wrong) {}

    /// A field as it was typed; empty if it is not there.
    public String one(String field) {
        return sent.getOrDefault(field, "");
    }

    Read read() {
        List<String> wrong = new ArrayList<>();
        Optional<LocalDate> on = single("on", "the day", DecisionForm::day, wrong);
        List<Option> discussed = lines("discussed", "discussed", Option::parse, wrong);
        List<Option> recommended = lines("recommended", "recommended", Option::parse, wrong);
        List<Option> chosen = lines("chosen", "chosen", Option::parse, wrong);
        List<Option> declined = lines("declined", "declined", Option::parse, wrong);
        List<String> present = lines("present", "took part", name -> Text.line("the name", name),
                wrong);
        List<PlanStep> plan = lines("plan", "the plan", PlanStep::parse, wrong);
        List<TaskGiven> tasks = lines("tasks", "tasks", DecisionForm::task, wrong);
        Finding<String> why = words("whyDeclined", wrong);
        Finding<String> remark = words("remark", wrong);
        if (on.isEmpty() && wrong.isEmpty()) {
            wrong.add("the day: write it, for example 2026-03-31");
        }
        if (discussed.isEmpty() && recommended.isEmpty() && chosen.isEmpty()
                && declined.isEmpty()) {
            wrong.add("write at least one option: discussed, recommended, chosen or declined");
        }
        if (!recommended.isEmpty() && present.isEmpty()) {
            wrong.add("took part: say by whom it was recommended");
        }
        return new Read(wrong.isEmpty() ? on.map(day -> new Decision(day,
                new BoardDecided(discussed, recommended, chosen, declined, why), present, plan,
                tasks, remark)) : Optional.empty(), wrong);
    }

    private Finding<String> words(String field, List<String> wrong) {
        return single(field, field, text -> Text.line(field, text), wrong)
                .map(Finding::known).orElseGet(Finding::notStated);
    }

    private <T> Optional<T> single(
            String field, String name, Function<String, T> parse, List<String> wrong) {
        String typed = one(field).strip();
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(typed));
        } catch (IllegalArgumentException e) {
            wrong.add(name + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private <T> List<T> lines(
            String field, String name, Function<String, T> parse, List<String> wrong) {
        List<T> read = new ArrayList<>();
        List<String> lines = Arrays.stream(one(field).split("\\R", -1)).map(String::strip)
                .filter(line -> !line.isEmpty()).toList();
        for (int i = 0; i < lines.size(); i++) {
            try {
                read.add(parse.apply(lines.get(i)));
            } catch (IllegalArgumentException e) {
                wrong.add("%s, line %d: %s".formatted(name, i + 1, e.getMessage()));
            }
        }
        return read;
    }

    /// "2026-04-10, Dr Weber: book the theatre".
    private static TaskGiven task(String line) {
        String[] parts = line.split(":", 2);
        String[] head = parts[0].split(",", 2);
        if (parts.length != 2 || head.length != 2) {
            throw new IllegalArgumentException("\"%s\" is no task; write for example 2026-04-10, Dr"
                    .formatted(Text.shortened(line)) + " Weber: book the theatre");
        }
        return new TaskGiven(Text.line("the task", parts[1]), Text.line("the owner", head[1]),
                day(head[0]));
    }

    static LocalDate day(String text) {
        try {
            LocalDate day = LocalDate.parse(text.strip());
            if (day.getYear() < 1850 || day.getYear() > 2200) {
                throw new IllegalArgumentException(
                        "the year of \"%s\" is outside 1850 to 2200".formatted(day));
            }
            return day;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("\"%s\" is not a day; write for example 2026-03-31"
                    .formatted(Text.shortened(text)), e);
        }
    }
}
