package limbline.app.protocol;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import limbline.app.exchange.Marked;
import limbline.app.exchange.MarkedYaml;
import limbline.app.exchange.TextFile;
import limbline.app.exchange.Unreadable;
import limbline.protocol.Proof;
import limbline.protocol.Protocol;
import limbline.protocol.Prover;

/// A protocol file on a disk, or its text from a page.
public final class ProtocolFile {

    private ProtocolFile() {}

    /// @throws RefusedProtocol if anything in the file is wrong; it names all of it
    public static Protocol read(Path file) throws RefusedProtocol {
        return parse(text(file));
    }

    /// @throws RefusedProtocol if anything in the text is wrong; it names all of it
    public static Protocol parse(String text) throws RefusedProtocol {
        return new ProtocolReader().read(marked(text), true);
    }

    /// A text that two people signed. It is asked for nothing that was not asked when they did: a
    /// procedure keeps the version it began with, also through an update of the program.
    ///
    /// @throws RefusedProtocol if it is no protocol file
    public static Protocol signed(String text) throws RefusedProtocol {
        return new ProtocolReader().read(marked(text), false);
    }

    /// @param bound states after which the proof gives up
    /// @throws RefusedProtocol if the protocol is more than the proof can hold at all
    public static Proof prove(Protocol protocol, int bound) throws RefusedProtocol {
        try {
            return Prover.prove(protocol, bound);
        } catch (IllegalArgumentException e) {
            throw new RefusedProtocol(List.of(new Refusal(1, "", Fields.message(e))));
        }
    }

    /// The text of a protocol file.
    ///
    /// @throws RefusedProtocol if it cannot be read, is too long, or is not UTF-8
    public static String text(Path file) throws RefusedProtocol {
        try {
            return TextFile.read(file, StandardCharsets.UTF_8, MarkedYaml.LARGEST).text();
        } catch (Unreadable e) {
            throw refused(e);
        }
    }

    static Marked.Fields marked(String text) throws RefusedProtocol {
        try {
            return MarkedYaml.read(new TextFile("protocol", text));
        } catch (Unreadable e) {
            throw refused(e);
        }
    }

    private static RefusedProtocol refused(Unreadable e) {
        return new RefusedProtocol(List.of(new Refusal(
                Math.max(1, e.problem().line()), "", e.problem().reason())));
    }
}
