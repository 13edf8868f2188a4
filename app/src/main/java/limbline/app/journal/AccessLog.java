package limbline.app.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import limbline.measure.Check;
import limbline.patient.PatientId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who looked at what, and when: appended only, like the journal, and timed by the database.
public final class AccessLog {

    private final JdbcClient sql;

    public AccessLog(JdbcClient sql) {
        this.sql = sql;
    }

    /// One look.
    ///
    /// @param account who looked
    /// @param patient at whose record; none where it was a list
    /// @param what the page, command or file
    public record Look(Instant at, String account, String centre, Optional<PatientId> patient,
            String what) {}

    /// Somebody looks at a patient's record.
    public void looked(String account, PatientKey patient, String what) {
        sql.sql("insert into access_log (account, centre, patient, what) values (?, ?, ?, ?)")
                .params(account, patient.centre(), patient.patient().value(), what)
                .update();
    }

    /// Somebody looks at a list of patients, or exports one.
    public void lookedAtMany(String account, String centre, String what) {
        sql.sql("insert into access_log (account, centre, what) values (?, ?, ?)")
                .params(account, centre, what)
                .update();
    }

    /// The latest looks at a patient's record, the last first.
    public List<Look> at(PatientKey patient, int most) {
        Check.that(most >= 1, "%s looks were asked for, at least 1", most);
        return sql.sql("""
                select at, account, centre, patient, what from access_log
                where centre = ? and patient = ?
                order by at desc
                limit ?
                """)
                .params(patient.centre(), patient.patient().value(), most)
                .query((row, _) -> look(row))
                .list();
    }

    /// The latest looks at anything of a centre, the last first.
    public List<Look> latest(String centre, int most) {
        Check.that(most >= 1, "%s looks were asked for, at least 1", most);
        return sql.sql("""
                select at, account, centre, patient, what from access_log
                where centre = ?
                order by at desc
                limit ?
                """)
                .params(centre, most)
                .query((row, _) -> look(row))
                .list();
    }

    private static Look look(ResultSet row) throws SQLException {
        return new Look(row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("account"), row.getString("centre"),
                Optional.ofNullable(row.getString("patient")).map(PatientId::new),
                row.getString("what"));
    }
}
