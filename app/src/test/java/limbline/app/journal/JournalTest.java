package limbline.app.journal;

import limbline.app.database.FreshDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The journal on the embedded PostgreSQL.
class JournalTest extends JournalPromises {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    JournalTest() {
        super(fresh);
    }
}
