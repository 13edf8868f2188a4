package limbline.app.exchange;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import limbline.app.exchange.Marked.Fields;
import limbline.app.exchange.Marked.Items;
import limbline.app.exchange.Marked.Word;
import limbline.measure.Text;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads YAML, and JSON with it, into [Marked] values. It takes the plain part of YAML that a form
/// needs: no anchors and aliases (by which a small file can unfold into gigabytes), no tags, one
/// document, no name twice.
public final class MarkedYaml {

    /// Bytes. A whole life in events stays far below.
    public static final int LARGEST = 2_000_000;

    private static final int DEEPEST = 20;

    private final String file;
    private final Iterator<Event> events;

    private MarkedYaml(String file, Iterator<Event> events) {
        this.file = file;
        this.events = events;
    }

    /// @throws Unreadable with the line and what is wrong with it
    public static Fields read(Path path) {
        return read(TextFile.read(path, StandardCharsets.UTF_8, LARGEST));
    }

    /// @throws Unreadable with the line and what is wrong with it
    public static Fields read(TextFile file) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file.name())
                .setCodePointLimit(LARGEST)
                // All at once: a character of two halves at the end of a part is read beyond its end.
                .setBufferSize(Math.max(1, file.text().length()))
                .build();
        try {
            Iterator<Event> events = new Parse(settings).parseString(file.text()).iterator();
            Marked whole = new MarkedYaml(file.name(), events).document();
            if (whole instanceof Fields fields) {
                return fields;
            }
            throw refused(file.name(), whole.line(), "a list of names and values is wanted, such as"
                    + " \"patient: PAPER-1\"");
        } catch (MarkedYamlEngineException e) {
            throw refused(file.name(), line(e.getProblemMark()), wrong(e));
        } catch (YamlEngineException e) {
            throw refused(file.name(), 0, "it is not YAML: " + e.getMessage());
        }
    }

    private Marked document() {
        next(); // the stream begins
        Event first = next();
        if (first.getEventId() == Event.ID.StreamEnd) {
            throw refused(file, 0, "nothing stands in it");
        }
        Marked whole = value(next(), 0);
        next(); // the document ends
        Event after = next();
        if (after.getEventId() != Event.ID.StreamEnd) {
            throw refused(file, line(after.getStartMark()),
                    "a second document begins here (---); one a file");
        }
        return whole;
    }

    private Marked value(Event event, int depth) {
        int line = line(event.getStartMark());
        if (depth > DEEPEST) {
            throw refused(file, line, "lists within lists, more than %s deep".formatted(DEEPEST));
        }
        if (event instanceof AliasEvent) {
            throw refused(file, line, "an alias (*) is not allowed here; write out what it stands"
                    + " for");
        }
        return switch (event) {
            case ScalarEvent scalar -> {
                refuseMarks(scalar.getAnchor().isPresent(), scalar.getTag(), line);
                yield new Word(
                        scalar.getValue(), scalar.getScalarStyle() != ScalarStyle.PLAIN, line);
            }
            case SequenceStartEvent start -> items(start, line, depth);
            case MappingStartEvent start -> fields(start, line, depth);
            default -> throw refused(file, line, "a value is missing here");
        };
    }

    private Items items(CollectionStartEvent start, int line, int depth) {
        refuseMarks(start.getAnchor().isPresent(), start.getTag(), line);
        List<Marked> items = new ArrayList<>();
        for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
            items.add(value(event, depth + 1));
        }
        return new Items(items, line);
    }

    private Fields fields(CollectionStartEvent start, int line, int depth) {
        refuseMarks(start.getAnchor().isPresent(), start.getTag(), line);
        SequencedMap<String, Marked> values = new LinkedHashMap<>();
        for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
            if (!(value(event, depth + 1) instanceof Word name)) {
                throw refused(file, line(event.getStartMark()), "a name stands before a colon; this"
                        + " is a list. A text that begins with [ or { is written in quotes");
            }
            Marked earlier = values.get(name.text());
            if (earlier != null) {
                throw refused(file, name.line(), "%s stands here a second time; it stands already"
                        .formatted(Text.shortened(name.text())) + " on line " + earlier.line());
            }
            values.put(name.text(), value(next(), depth + 1));
        }
        return new Fields(values, line);
    }

    private void refuseMarks(boolean anchored, Optional<?> tag, int line) {
        if (anchored) {
            throw refused(file, line, "an anchor (&) is not allowed here. A text that begins with &"
                    + " is written in quotes");
        }
        if (tag.isPresent()) {
            throw refused(file, line, "a tag (!) is not allowed here. A text that begins with ! is"
                    + " written in quotes");
        }
    }

    private Event next() {
        return events.next();
    }

    /// The parser's words, with ours where people stumble most.
    private static String wrong(MarkedYamlEngineException e) {
        String problem = e.getProblem();
        if (problem.contains("\\t")) {
            return "a tab cannot indent a line; use spaces";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "a second colon on one line; write a text that holds a colon in quotes";
        }
        return "it is not YAML here: " + problem;
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(found -> found.getLine() + 1).orElse(0);
    }

    private static Unreadable refused(String file, int line, String reason) {
        return new Unreadable(Problem.of(file, line, reason));
    }
}
