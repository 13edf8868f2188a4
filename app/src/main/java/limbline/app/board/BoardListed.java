package limbline.app.board;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import limbline.patient.PatientId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Who was put on the list of which meeting, derived from the journal, also where the listing was
/// corrected or withdrawn since.
public final class BoardListed {

    /// Of the transactions from one to before another.
    private static final String LISTINGS = """
            select centre, (body->>'meeting')::date as meeting, patient, min(recorded) as recorded
            from journal
            where centre = :centre and type = 'listed-for-board'
            and xid >= :from::xid8 and xid < :over::xid8
            group by 1, 2, 3
            """;

    private static final String DIFFERING = """
            from (select * from board_listed where centre = :centre) l
            full join (%s) j using (centre, meeting, patient)
            where l.recorded is distinct from j.recorded
            """.formatted(LISTINGS);

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final ReentrantLock following = new ReentrantLock();

    public BoardListed(DataSource database) {
        this.sql = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /// As they were first recorded.
    List<PatientId> of(String centre, LocalDate meeting) {
        follow(centre);
        return sql.sql("""
                select patient from board_listed
                where centre = ? and meeting = ?
                order by recorded, patient
                """)
                .params(centre, meeting)
                .query((row, _) -> new PatientId(row.getString("patient"))).list();
    }

    /// Compares with the journal up to where it was followed, and puts right what differs. To be run
    /// by itself.
    ///
    /// @return how many listings differed
    public int setRight(String centre) {
        follow(centre);
        return Objects.requireNonNull(transaction.execute(_ -> {
            Optional<String> upto = upto(centre);
            if (upto.isEmpty()) {
                return 0;
            }
            int differed = on("select count(*) " + DIFFERING, centre, "0", upto.get())
                    .query(Integer.class).single();
            if (differed > 0) {
                on("delete from board_listed where centre = :centre and (meeting, patient) in"
                        + " (select meeting, patient " + DIFFERING + ")", centre, "0", upto.get())
                        .update();
                insert(centre, "0", upto.get());
            }
            return differed;
        }));
    }

    /// Takes in who was listed since. If another process is at it, it is left to that one.
    private void follow(String centre) {
        following.lock(); // whoever waits holds no connection
        try {
            transaction.executeWithoutResult(_ -> catchUp(centre));
        } finally {
            following.unlock();
        }
    }

    private void catchUp(String centre) {
        sql.sql("insert into board_followed (centre, upto) values (?, '0') on conflict do nothing")
                .param(centre).update();
        Optional<String> upto = upto(centre);
        if (upto.isEmpty()) {
            return;
        }
        String over = sql.sql("select pg_snapshot_xmin(pg_current_snapshot())::text as over")
                .query((row, _) -> row.getString("over")).single();
        if (insert(centre, upto.get(), over) > 0 || upto.get().equals("0")) {
            sql.sql("update board_followed set upto = ?::xid8 where centre = ?")
                    .params(over, centre).update();
        }
    }

    private Optional<String> upto(String centre) {
        return sql.sql("select upto::text from board_followed where centre = ?"
                + " for update skip locked").param(centre)
                .query((row, _) -> row.getString("upto")).optional();
    }

    private int insert(String centre, String from, String over) {
        return on("insert into board_listed (centre, meeting, patient, recorded) " + LISTINGS
                + "on conflict do nothing", centre, from, over).update();
    }

    private JdbcClient.StatementSpec on(String statement, String centre, String from, String over) {
        return sql.sql(statement).param("centre", centre).param("from", from).param("over", over);
    }
}
