package limbline.app.journal;

import limbline.app.database.FreshDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The journal on a PostgreSQL as a hospital has it: older, of its own, reached by an address.
class JournalOnTheMachinesOwnPostgresTest extends JournalPromises {

    @RegisterExtension
    static final FreshDatabase fresh = FreshDatabase.onTheMachinesOwn();

    JournalOnTheMachinesOwnPostgresTest() {
        super(fresh);
    }
}
