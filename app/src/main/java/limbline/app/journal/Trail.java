package limbline.app.journal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who looked at what ([AccessLog]) and who wrote what (the journal's authors), as an audit reads
/// it: both in one list.
public final class Trail {

    /// One of both kinds. `what` is for people: "patient page", "resected as event 12".
    private static final String SELECT = """
            select at, account, patient, what, wrote
            from (
                select at, account, patient, what, false as wrote
                from access_log
                where centre = :centre
                union all
                select recorded, author, patient, type || ' as event ' || position, true
                from journal
                where centre = :centre
            ) as either
            where (:patient = '' or patient = :patient)
              and (:account = '' or account = :account)
              and at >= :from and at < :to
              and (:wrote = '' or wrote = (:wrote = 'yes'))
            order by at desc, account, what
            limit :most
            """;

    private final JdbcClient sql;

    public Trail(JdbcClient sql) {
        this.sql = sql;
    }

    /// One look or one event written.
    ///
    /// @param patient empty where a list was looked at
    public record Access(
            Instant at, String account, Optional<String> patient, String what, boolean wrote) {}

    /// What is asked for; empty strings ask for everybody.
    ///
    /// @param from the first moment
    /// @param to the first moment no more
    /// @param wrote "yes", "no" or empty for both
    public record Question(
            String centre, String patient, String account, Instant from, Instant to,
            String wrote) {}

    /// The newest first, at most `most`.
    public List<Access> list(Question question, int most) {
        return sql.sql(SELECT)
                .param("centre", question.centre())
                .param("patient", question.patient())
                .param("account", question.account())
                .param("from", utc(question.from()))
                .param("to", utc(question.to()))
                .param("wrote", question.wrote())
                .param("most", most)
                .query((row, _) -> new Access(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("account"),
                        Optional.ofNullable(row.getString("patient")),
                        row.getString("what"),
                        row.getBoolean("wrote")))
                .list();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
