package limbline.app.protocol;

import java.nio.file.Path;
import limbline.protocol.Proof;
import limbline.protocol.Prover;

/// The protocol files that come with the program.
final class Shipped {

    private Shipped() {}

    static Path file(String name) {
        return Path.of("..", "protocols", name + ".yaml");
    }

    static String text(String name) throws RefusedProtocol {
        return ProtocolFile.text(file(name));
    }

    static Proof proof(String text) throws RefusedProtocol {
        return Prover.prove(ProtocolFile.parse(text));
    }
}
