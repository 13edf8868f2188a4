package limbline.app.board;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import limbline.app.page.Words;
import limbline.app.print.Press;
import limbline.board.Decisions;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;

/// The board's page on one sheet of paper, and the minutes of a decision.
public final class BoardPrint {

    private final Press press;
    private final Words words;
    private final String style = text("/static/board-sheet.css");

    public BoardPrint(Press press, Words words) {
        this.press = press;
        this.words = words;
    }

    /// As tightly as one sheet needs, and no tighter.
    public byte[] sheet(BoardSheet sheet, String author, Instant made) {
        byte[] pdf = new byte[0];
        for (Density density = Density.likely(sheet).roomier(); density.step() <= Density.TIGHTEST;
                density = density.tighter()) {
            pdf = press.pdf("board-print",
                    words.say("board.title", sheet.course().patient()),
                    Map.of("sheet", sheet, "density", density, "seen", seen(words, sheet)),
                    List.of(sheet.timeline(), sheet.map()), author, made,
                    style + density.rules(sheet.timeline(), sheet.map()));
            if (pages(pdf) == 1) {
                return pdf;
            }
        }
        return pdf;
    }

    /// The minutes of one decision.
    public byte[] minutes(
            BoardSheet sheet, Decisions.Decided decided, String author, Instant made) {
        return press.pdf("board-minutes",
                words.say("board.minutes.title", sheet.course().patient(), decided.placed().when()),
                Map.of("sheet", sheet, "decided", decided), List.of(), author, made);
    }

    /// "As known on 2013-07-31" or "As known on ... today".
    static String seen(Words words, BoardSheet sheet) {
        return words.say(sheet.course().asOf().known().isPresent()
                ? "board.as-known" : "board.as-of-today", sheet.on());
    }

    static int pages(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String file) {
        try (InputStream in = Objects.requireNonNull(
                BoardPrint.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
