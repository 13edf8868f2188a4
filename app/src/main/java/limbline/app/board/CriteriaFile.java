package limbline.app.board;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import limbline.app.exchange.MarkedYaml;
import limbline.app.exchange.TextFile;
import limbline.app.exchange.Unreadable;
import limbline.app.protocol.Refusal;
import limbline.board.Criteria;

/// A file of criteria on a disk, or its text.
public final class CriteriaFile {

    private CriteriaFile() {}

    /// What came of reading one.
    public sealed interface Read {

        record Taken(Criteria criteria) implements Read {}

        /// As a whole, with every mistake by its line.
        record Refused(List<Refusal> refusals) implements Read {
            public Refused {
                refusals = refusals.stream()
                        .sorted(Comparator.comparingInt(Refusal::line)).toList();
            }
        }
    }

    public static Read read(Path file) {
        try {
            return parse(TextFile.read(file, StandardCharsets.UTF_8, MarkedYaml.LARGEST));
        } catch (Unreadable e) {
            return refused(e);
        }
    }

    public static Read parse(TextFile text) {
        try {
            return new CriteriaReader().read(MarkedYaml.read(text));
        } catch (Unreadable e) {
            return refused(e);
        }
    }

    private static Read refused(Unreadable e) {
        return new Read.Refused(List.of(new Refusal(
                Math.max(1, e.problem().line()), "", e.problem().reason())));
    }
}
