import java.nio.file.Files;
import java.nio.file.Path;
import limbline.app.database.Database;
import limbline.app.protocol.SignedProtocol;

/// Puts the demonstration's protocol in force at the invented centre, so that its follow-up plan says
/// who is due. No person signs it: it is for the measurement only.
///
///     java Sign.java DATA CENTRE FILE
final class Sign {

    private Sign() {}

    public static void main(String[] args) throws Exception {
        String text = Files.readString(Path.of(args[2]));
        try (Database database = Database.embedded(Path.of(args[0]))) {
            database.sql().sql("""
                    insert into signed_protocol
                        (centre, protocol, version, hash, text, statement, first, second)
                    values (?, 'demo-ili', 1, ?, ?, 'for a measurement', 'nobody', 'nobody else')
                    on conflict do nothing
                    """).params(args[1], SignedProtocol.hashOf(text), text).update();
        }
    }
}
