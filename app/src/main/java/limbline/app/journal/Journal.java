package limbline.app.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import limbline.app.database.Database;
import limbline.measure.Check;
import limbline.patient.PatientId;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The record of every patient. It reads and it appends; it has no update and no delete, and the
/// database refuses both to everybody else.
public final class Journal {

    private final Database database;
    private final JdbcClient sql;
    private final Appender appender;
    private final Set<String> centres = ConcurrentHashMap.newKeySet();

    public Journal(Database database) {
        this.database = database;
        this.sql = database.sql();
        this.appender = new Appender(database.dataSource(), this);
    }

    /// Every event of a patient, in order of position; none if nobody recorded anything.
    public List<Written> read(PatientKey patient) {
        return readAfter(patient, 0);
    }

    /// The events behind a position, in order.
    public List<Written> readAfter(PatientKey patient, int position) {
        return sql.sql("select " + Rows.COLUMNS + """
                from journal
                where centre = ? and patient = ? and position > ?
                order by position
                """)
                .params(patient.centre(), patient.patient().value(), position)
                .query((row, _) -> Rows.written(row))
                .list();
    }

    /// The events behind a position of each of some patients of a centre, patient by patient, in
    /// order; nothing of those of whom nothing new is there.
    public Map<PatientKey, List<Written>> readAfter(String centre, Map<PatientId, Integer> positions) {
        return sql.sql("select " + Rows.COLUMNS + """
                from journal
                join unnest(?::text[], ?::int[]) as read (of, upto) on patient = of
                where centre = ? and position > upto
                order by patient, position
                """)
                .params(positions.keySet().stream().map(PatientId::value).toArray(String[]::new),
                        positions.values().toArray(Integer[]::new), centre)
                .query((row, _) -> Rows.written(row))
                .list().stream()
                .collect(Collectors.groupingBy(Written::patient));
    }

    /// The patients of a centre by id, behind `after` (empty for the first), at most `most`.
    public List<PatientKey> patients(String centre, String after, int most) {
        return sql.sql("""
                select patient
                from journal
                where centre = ? and patient > ? and position = 1
                order by patient
                limit ?
                """)
                .params(centre, after, most)
                .query((row, _) -> new PatientKey(
                        centre, PatientId.parse(row.getString("patient"))))
                .list();
    }

    /// The events of one type at a centre, as they were recorded.
    public List<Written> ofType(String centre, String type) {
        return sql.sql("select " + Rows.COLUMNS + """
                from journal
                where centre = ? and type = ?
                order by recorded, patient, position
                """)
                .params(centre, type)
                .query((row, _) -> Rows.written(row))
                .list();
    }

    /// One event by its id.
    public Optional<Written> find(UUID event) {
        return sql.sql("select " + Rows.COLUMNS + "from journal where event = ?")
                .param(event)
                .query((row, _) -> Rows.written(row))
                .optional();
    }

    /// Those of the events that are on the record, by their ids.
    public Map<UUID, Written> find(Collection<UUID> events) {
        return events.isEmpty() ? Map.of() : sql.sql("select " + Rows.COLUMNS
                        + "from journal where event = any(?)")
                .param(events.toArray(UUID[]::new))
                .query((row, _) -> Rows.written(row))
                .list().stream()
                .collect(Collectors.toMap(one -> one.event().event(), one -> one));
    }

    /// Whether something was recorded with this command.
    public boolean knows(UUID command) {
        return !written(command).isEmpty();
    }

    /// The events of a command, in order; none if it is not on the record.
    List<Written> written(UUID command) {
        return sql.sql("select " + Rows.COLUMNS + "from journal where command = ? order by step")
                .param(command)
                .query((row, _) -> Rows.written(row))
                .list();
    }

    /// Hands over the events of each patient of a centre, patient by patient. However many there
    /// are, only one patient's are in memory.
    public void readEach(String centre, Consumer<List<Written>> patient) {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Rows.stream(connection, "select " + Rows.COLUMNS + """
                    from journal
                    where centre = ?
                    order by centre, patient, position
                    """, List.of(centre), rows -> {
                Bundle bundle = new Bundle(patient);
                while (rows.next()) {
                    bundle.add(Rows.written(rows));
                }
                bundle.end();
            });
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("reading the journal", e);
        }
    }

    /// Appends what one person did at once: all of it or nothing, and never twice.
    ///
    /// @param position how many events the patient had when the decision was made
    /// @param command the id of what was done; the same again when it is sent again
    /// @param author the account that answers for it
    /// @throws IllegalArgumentException if the centre is not known, the patient has fewer events
    ///     than `position`, or an id was used before for something else
    /// @throws org.springframework.dao.DataAccessException if the database cannot be reached. The
    ///     command may be on the record then or not: send it again, with the same ids
    public Appending append(PatientKey patient, int position, UUID command, String author,
            List<EventText> events) {
        checkCentre(patient.centre());
        return appender.append(new Command(patient, position, command, author, events));
    }

    private void checkCentre(String id) {
        if (!centres.contains(id)) {
            Check.that(new Centres(sql).knows(id),
                    "the centre %s is not known here: add it first", id);
            centres.add(id);
        }
    }
}
