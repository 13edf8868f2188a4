package limbline.app.ward;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import limbline.app.database.FreshDatabase;
import limbline.app.hl7.Letter.State;
import limbline.app.ward.FeedStore.Ended;
import limbline.app.ward.FeedStore.Outcome;
import limbline.app.ward.FeedStore.Settled;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A batch of messages takes as long after years as on the first day: what the worker asks reads the
/// rows it is about, and no table from end to end. Row security keeps PostgreSQL from looking up an
/// index by a condition that may fail, and nothing but the time tells that it does.
class FeedReadsLittleTest {

    private static final int KEPT = 20_000;

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    private static FeedStore store;
    private static TransactionTemplate transaction;

    @BeforeAll
    static void keepMany() {
        store = Laboratory.parts(fresh.database()).store();
        transaction = new TransactionTemplate(
                new DataSourceTransactionManager(fresh.database().dataSource()));
        fresh.asOwner("""
                select set_config('limbline.centre', '*', false);
                insert into feed_message (id, centre, hash, peer, sender, control, type, bytes, state, reason)
                select id, '%1$s', sha256(id::text::bytea), '', 'LIS', 'C' || id, 'ORU^R01', 'MSH|',
                    case when id > %2$s - 50 then 'new' else 'done' end, ''
                from generate_series(1, %2$s) as id;
                insert into feed_result (message, place, centre, key, status, issued, outcome)
                select id, 1, '%1$s', 'K' || id, 'FINAL', now(), 'nothing' from generate_series(1, %2$s - 50) as id;
                """.formatted(Laboratory.CENTRE, KEPT));
    }

    @Test
    void takingWhatIsNewReadsThose() {
        assertThat(rowsRead("feed_message", () -> assertThat(store.news(100)).hasSize(50)))
                .isLessThan(1_000);
    }

    @Test
    void lookingUpWhatWasReportedBeforeReadsThat() {
        assertThat(rowsRead("feed_result", () -> {
            assertThat(store.latest(List.of("K17", "K18", "none"))).hasSize(2);
            assertThat(store.below("K1777")).isEmpty();
        })).isLessThan(1_000);
    }

    @Test
    void writingDownWhatBecameOfMessagesReadsThose() {
        assertThat(rowsRead("feed_message", () -> store.end(List.of(ended(KEPT), ended(KEPT - 1)))))
                .isLessThan(1_000);
    }

    private static Ended ended(long message) {
        Part part = new Part(1, Part.Whose.NOBODY, "L" + message, Instant.EPOCH,
                new Part.What.TakenBack("", false, false));
        return new Ended(message, State.WAITING, "why", "N1",
                List.of(new Settled(part, Outcome.NOTHING, Optional.empty(), Optional.empty())));
    }

    /// Rows of a table that were read from its beginning, and that an index led to, in a
    /// transaction that is taken back.
    private static long rowsRead(String table, Runnable work) {
        return Objects.requireNonNull(transaction.execute(status -> {
            store.asWorker();
            work.run();
            status.setRollbackOnly();
            return fresh.database().sql().sql("""
                    select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables
                    where relname = ?
                    """).param(table).query((row, _) -> row.getLong(1)).single();
        }));
    }
}
