package limbline.app.security;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import limbline.measure.Check;
import limbline.patient.PatientId;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Patients whose record is not for everybody at the centre, such as a colleague's. Who has no right
/// to one may open it all the same, with a reason and for a limited time, since nobody may come to
/// harm because a record was closed; the administrator sees that he did.
public final class Restrictions {

    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;

    /// The restriction of a person under any of its pseudonyms, and what the account may.
    private static final String STANDING = """
            select r.patient,
                exists (select from patient_right p where p.centre = r.centre
                    and p.patient = r.patient and p.account = :account) as has_right,
                g.reason, g.until
            from patient_restriction r
            left join lateral (select reason, until from glass
                where centre = r.centre and patient = r.patient and account = :account
                and until > now() order by until desc limit 1) g on true
            where r.centre = :centre and r.lifted is null and (r.patient = :patient or exists (
                select from identity a
                left join identity b on b.centre = a.centre and b.patient = r.patient
                where a.centre = :centre and a.patient = :patient
                and (a.same_as = r.patient or b.same_as = a.patient or b.same_as = a.same_as)))
            """;

    private final JdbcClient sql;

    public Restrictions(JdbcClient sql) {
        this.sql = sql;
    }

    /// How an account stands to a patient.
    public sealed interface Standing {

        /// The record is open to it as to everybody of its role, or it has the right.
        record Free() implements Standing {}

        /// It broke the glass.
        record Broken(String reason, Instant until) implements Standing {}

        /// It may break the glass.
        record Closed() implements Standing {}
    }

    /// One breaking of the glass.
    public record Opened(String patient, String account, String reason, Instant at, Instant until) {}

    public Standing standing(String centre, String patient, String account) {
        return sql.sql(STANDING)
                .param("centre", centre).param("patient", patient).param("account", account)
                .query((row, _) -> standing(row))
                .list().stream()
                .reduce(new Standing.Free(), Restrictions::stricter);
    }

    private static Standing standing(ResultSet row) throws SQLException {
        if (row.getBoolean("has_right")) {
            return new Standing.Free();
        }
        String reason = row.getString("reason");
        return reason == null ? new Standing.Closed() : new Standing.Broken(reason, moment(row, "until"));
    }

    private static Standing stricter(Standing one, Standing other) {
        return one instanceof Standing.Closed || other instanceof Standing.Free ? one : other;
    }

    /// The patients whose record is closed to an account, with every other pseudonym of them: lists
    /// name them and tell nothing else.
    public Set<PatientId> closedTo(String centre, String account) {
        return sql.sql("""
                select c.patient from patient_restriction r
                cross join lateral (
                    select r.patient
                    union select a.patient from identity a
                    left join identity b on b.centre = a.centre and b.patient = r.patient
                    where a.centre = r.centre
                    and (a.same_as = r.patient or b.same_as = a.patient or b.same_as = a.same_as)
                    ) c
                where r.centre = :centre and r.lifted is null
                and not exists (select from patient_right p where p.centre = r.centre
                    and p.patient = r.patient and p.account = :account)
                and not exists (select from glass g where g.centre = r.centre
                    and g.patient = r.patient and g.account = :account and g.until > now())
                """)
                .param("centre", centre).param("account", account)
                .query((row, _) -> new PatientId(row.getString("patient"))).set();
    }

    /// Keeps a record to some accounts; those that are named already stay.
    ///
    /// @throws IllegalArgumentException if an account is not there
    public void restrict(
            String centre, String patient, String reason, List<String> accounts, String by) {
        Check.that(!reason.isBlank(), "why the record is restricted is not said");
        for (String account : accounts) {
            Check.that(sql.sql("""
                    select exists (select from account where name = ? and removed is null)
                    """).param(account).query(Boolean.class).single(),
                    "there is no account \"%s\"; list them with: user list", account);
        }
        try {
            sql.sql("""
                    insert into patient_restriction (centre, patient, reason, by)
                    values (?, ?, ?, ?)
                    """).params(centre, patient, reason, by).update();
        } catch (DuplicateKeyException _) {
            // It is restricted already; the accounts are added.
        }
        for (String account : accounts) {
            sql.sql("""
                    insert into patient_right (centre, patient, account, by) values (?, ?, ?, ?)
                    on conflict do nothing
                    """).params(centre, patient, account, by).update();
        }
    }

    /// Opens a record to everybody of the centre again.
    ///
    /// @throws IllegalArgumentException if it is not restricted
    public void lift(String centre, String patient, String by) {
        int lifted = sql.sql("""
                update patient_restriction set lifted = now(), lifted_by = ?
                where centre = ? and patient = ? and lifted is null
                """).params(by, centre, patient).update();
        Check.that(lifted == 1, "the record of %s is not restricted", patient);
        sql.sql("delete from patient_right where centre = ? and patient = ?")
                .params(centre, patient).update();
    }

    /// Opens a restricted record for a while.
    ///
    /// @param reason why it must be, from 10 to 500 characters
    /// @throws IllegalArgumentException if the reason is none
    public void breakGlass(
            String centre, String patient, String account, String reason, Duration time) {
        String said = reason.strip();
        Check.that(said.length() >= SHORTEST_REASON && said.length() <= LONGEST_REASON
                        && said.chars().distinct().count() > 3,
                "a reason of %s characters; from %s to %s, in words", said.length(), SHORTEST_REASON,
                LONGEST_REASON);
        Check.that(said.chars().noneMatch(Character::isISOControl), "a reason stands on one line");
        sql.sql("""
                insert into glass (centre, patient, account, reason, until)
                select r.centre, r.patient, :account, :reason,
                    now() + make_interval(secs => :seconds)
                from (""" + STANDING + """
                ) s join patient_restriction r on r.centre = :centre and r.patient = s.patient
                    and r.lifted is null
                """)
                .param("centre", centre).param("patient", patient).param("account", account)
                .param("reason", said).param("seconds", time.toSeconds())
                .update();
    }

    /// Who broke the glass, the last first.
    public List<Opened> opened(String centre, int most) {
        return sql.sql("""
                select patient, account, reason, at, until from glass where centre = ?
                order by at desc limit ?
                """)
                .params(centre, most)
                .query((row, _) -> new Opened(row.getString("patient"), row.getString("account"),
                        row.getString("reason"), moment(row, "at"), moment(row, "until")))
                .list();
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).orElseThrow()
                .toInstant();
    }
}
