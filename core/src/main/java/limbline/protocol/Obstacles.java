package limbline.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Why a step is never reached: what stands against it where the least does.
final class Obstacles {

    private final Machine machine;
    private final Protocol protocol;
    private final Exploration exploration;

    Obstacles(Machine machine, Exploration exploration) {
        this.machine = machine;
        this.protocol = machine.protocol();
        this.exploration = exploration;
    }

    /// One sentence for each step that is never reached; those that only wait for another come
    /// last, in one sentence.
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        for (int i = 0; i < protocol.steps().size(); i++) {
            if (exploration.isReached(i)) {
                continue;
            }
            Step step = protocol.steps().get(i);
            if (onlyWaits(step)) {
                waiting.add(step.id());
            } else {
                sentences.add("not proved: %s is never reached: %s".formatted(
                        step.id(), String.join("; ", least(i))));
            }
        }
        if (!waiting.isEmpty()) {
            sentences.add("not proved: " + String.join(", ", waiting)
                    + (waiting.size() == 1 ? " is" : " are")
                    + " never reached, because what comes before is not");
        }
        return sentences;
    }

    /// Whether it needs a step that is never reached and does not, in turn, need this one.
    private boolean onlyWaits(Step step) {
        return step.needs().stream().anyMatch(need -> !exploration.isReached(index(need))
                && ((machine.before(index(need)) >>> index(step.id())) & 1) == 0
                && !need.equals(step.id()));
    }

    private int index(String step) {
        return protocol.steps().indexOf(protocol.step(step));
    }

    private List<String> least(int step) {
        List<String> least = List.of("it needs itself");
        boolean any = false;
        if (((machine.before(step) >>> step) & 1) != 0) {
            return List.of(protocol.steps().get(step).needs().contains(
                            protocol.steps().get(step).id())
                    ? "it needs itself" : "it needs itself, by way of "
                            + String.join(", ", protocol.steps().get(step).needs()));
        }
        StateTable table = exploration.table();
        for (int place = 0; place < table.size(); place++) {
            long state = table.state(place);
            if (exploration.isInOrder(state) && !machine.rule(step).isPast(state)) {
                List<String> here = at(step, state);
                if (!any || here.size() < least.size()) {
                    least = here;
                    any = true;
                }
            }
        }
        return any ? least : List.of("something that ends it always comes first");
    }

    private List<String> at(int index, long state) {
        List<String> against = new ArrayList<>();
        Step step = protocol.steps().get(index);
        if ((machine.rule(index).needs() & ~state) != 0) {
            against.add("it needs %s, never done all at once".formatted(
                    String.join(", ", step.needs())));
        }
        for (Timer timer : protocol.timersBefore(step)) {
            if (!machine.isInTime(timer, state)) {
                against.add("the timer %s (%s since %s) does not let it".formatted(
                        timer.id(), timer.limit().words(), timer.since()));
            }
        }
        for (Gate.Facet facet : machine.gate(index).facets()) {
            boolean isThere = machine.gate(index).isThere(facet, state);
            if (!isThere && facet.answers().getFirst().verdict() != Gate.PERMITTED) {
                against.add(untaken(facet.measurement()));
            } else if (facet.answers().stream().noneMatch(
                    one -> one.verdict() == Gate.PERMITTED)) {
                against.add("no value of " + facet.measurement() + " satisfies "
                        + wanted(step, facet.measurement()));
            }
        }
        return against;
    }

    private String untaken(String measurement) {
        Optional<String> taker = protocol.steps().stream()
                .filter(step -> step.measures().contains(measurement)).map(Step::id).findFirst();
        return taker.map(step -> measurement + " is only measured with " + step
                        + ", which has not been done by then")
                .orElse("nothing measures " + measurement);
    }

    private static String wanted(Step step, String measurement) {
        List<String> limits = new ArrayList<>();
        for (Interlock one : step.interlocks()) {
            if (one instanceof Interlock.Measured(_, _, _, var measured, var bound, var limit)
                    && measured.id().equals(measurement)) {
                limits.add(bound.words() + " " + limit.words());
            }
        }
        return String.join(" and ", limits);
    }
}
