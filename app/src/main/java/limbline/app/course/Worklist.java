package limbline.app.course;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import limbline.app.journal.PatientKey;
import limbline.course.DiseaseCourse;
import limbline.course.Standing.Station;
import limbline.measure.Check;
import limbline.measure.Term;
import limbline.measure.Text;
import limbline.patient.PatientId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The projection of the journal that says of every patient where he is on the way and what is due.
/// It follows the journal by transactions: a row of the journal is looked at when no older
/// transaction is under way, so that none is passed over.
public final class Worklist {

    /// What was appended by transactions that are over, and what a passing day has changed.
    private static final String CHANGED = """
            select distinct centre, patient from journal where xid >= ?::xid8 and xid < ?::xid8
            union
            select centre, patient from worklist where changes_on <= ?
            union
            select centre, patient from worklist where seen_from > ?
            """;

    private static final String FOLLOWED =
            "select upto::text from worklist_followed for update skip locked";

    private static final String OVER = "select pg_snapshot_xmin(pg_current_snapshot())::text";

    private static final String FOLLOW = "update worklist_followed set upto = ?::xid8";

    private static final String PUT = """
            insert into worklist (centre, patient, position, station, since, since_text, due,
                due_for, limbs, infusions, status, changes_on, seen_from)
            values (:centre, :patient, :position, :station, :since, :since_text, :due, :due_for,
                :limbs, :infusions, :status, :changes_on, :seen_from)
            on conflict (centre, patient) do update set
                position = excluded.position, station = excluded.station, since = excluded.since,
                since_text = excluded.since_text, due = excluded.due, due_for = excluded.due_for,
                limbs = excluded.limbs, infusions = excluded.infusions, status = excluded.status,
                changes_on = excluded.changes_on, seen_from = excluded.seen_from
            """;

    private static final String COLUMNS = """
            select w.centre, w.patient, w.position, w.station, w.since, w.since_text, w.due,
                w.due_for, w.limbs, w.infusions, w.status, w.changes_on
            """;

    /// A person with two pseudonyms is one patient: the one under which the person goes on.
    private static final String GOES_ON = """
            and not exists (
                select from identity s
                where s.centre = w.centre and s.patient = w.patient and s.same_as is not null)
            """;

    private static final String COUNTS = """
            select station, count(*) as patients, count(*) filter (where due < ?) as overdue
            from worklist w
            where centre = ?
            """ + GOES_ON + "group by station";

    private static final String STATUSES = """
            select status, count(*)
            from worklist w
            where centre = ?
            """ + GOES_ON + "group by status";

    private static final String PATIENTS = """
            select count(*) as patients, count(*) filter (where infusions > 0) as treated
            from worklist w
            where centre = ?
            """ + GOES_ON;

    private static final String INFUSIONS =
            "select coalesce(sum(infusions), 0) from worklist where centre = ?";

    private static final String WANTED = """
            from worklist w left join identity i on i.centre = w.centre and i.patient = w.patient
            where w.centre = :centre
            and (:station = '' or w.station = :station)
            and (:overdue = false or w.due < :today)
            """ + GOES_ON; // not "same_as is null", for which the planner sorts the whole centre

    /// A name, a number or any pseudonym of the person; each may be given in part. Each table is
    /// read once by itself, and only what was found there is joined.
    private static final String FOUND_BY_WORDS = """
            and w.patient = any(array(
                select patient from worklist
                where centre = :centre and lower(patient) like :like
                union all
                select coalesce(same_as, patient) from identity
                where centre = :centre
                and (lower(patient) like :like or lower(name) like :like
                    or lower(hospital_number) like :like)))
            """;

    private static final int FOLDED_AT_ONCE = 1_000;

    private final JdbcClient sql;
    private final NamedParameterJdbcTemplate batch;
    private final TransactionTemplate transaction;
    private final CourseDesk desk;
    private final InstantSource clock;
    private final ZoneId zone;
    private final @Nullable Worklist everywhere;

    public Worklist(DataSource database, CourseDesk desk, InstantSource clock, ZoneId zone) {
        this(database, desk, clock, zone, null);
    }

    /// @param everywhere follows the journal of all centres, where `database` sees one centre's
    ///     rows; null where it sees all
    public Worklist(DataSource database, CourseDesk desk, InstantSource clock, ZoneId zone,
            @Nullable Worklist everywhere) {
        this.everywhere = everywhere;
        this.batch = new NamedParameterJdbcTemplate(database);
        this.sql = JdbcClient.create(batch);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.desk = desk;
        this.clock = clock;
        this.zone = zone;
    }

    /// How many patients are at a station, and for how many of them something is overdue.
    public record Count(int patients, int overdue) {}

    /// In which order.
    public enum Sort implements Term {
        DUE("w.due nulls last, w.patient"),
        PATIENT("w.patient"),
        SINCE("w.since desc nulls last, w.patient");

        private final String order;

        Sort(String order) {
            this.order = order;
        }
    }

    /// What is asked of the list.
    ///
    /// @param words part of a name, hospital number or pseudonym; empty for all
    /// @param page from 1
    public record Question(
            String centre,
            String words,
            Optional<Station> station,
            boolean overdueOnly,
            Sort sort,
            int page) {

        private static final int LONGEST = 100;

        public Question {
            words = words.strip();
            Check.that(words.length() <= LONGEST,
                    "a search for %s characters; at most %s", words.length(), LONGEST);
            Check.that(words.indexOf('\0') < 0, "a search for \"%s\", which no name holds",
                    Text.shortened(words));
            Check.that(page >= 1 && page <= 1_000_000, "page %s; from 1 to 1000000", page);
        }

        /// The same question, of one station or of all.
        public Question at(Optional<Station> other) {
            return new Question(centre, words, other, overdueOnly, sort, 1);
        }

        /// The same question, of what is overdue or of everything.
        public Question overdue(boolean only) {
            return new Question(centre, words, station, only, sort, 1);
        }

        public Question sorted(Sort other) {
            return new Question(centre, words, station, overdueOnly, other, 1);
        }

        public Question turnedTo(int other) {
            return new Question(centre, words, station, overdueOnly, sort, other);
        }

        /// Where its answer is shown.
        public String address() {
            return "/worklist?words=%s&station=%s&overdue=%s&sort=%s&page=%d".formatted(
                    URLEncoder.encode(words, StandardCharsets.UTF_8),
                    station.map(Station::term).orElse(""),
                    overdueOnly ? "yes" : "no", sort.term(), page);
        }
    }

    /// A centre in numbers.
    ///
    /// @param treated patients with at least one infusion
    /// @param infusions of all patients and limbs
    public record Numbers(
            int patients,
            int treated,
            int infusions,
            Map<Station, Count> stations,
            Map<DiseaseCourse.Status, Integer> statuses) {}

    /// A patient of the list.
    ///
    /// @param name empty where no identity is kept, or for a reader who may not see it
    public record Listed(Place place, String name, String number) {

        public boolean isOverdue(LocalDate today) {
            return place.due().filter(day -> day.isBefore(today)).isPresent();
        }
    }

    /// A page of the list.
    ///
    /// @param found how many patients there are on all pages
    public record Sheet(List<Listed> patients, int found, int page, int pages) {

        public static final int LENGTH = 50;
    }

    /// What a rebuild found.
    ///
    /// @param differed whose row was not what the fold says; it is now
    public record Rebuilt(int patients, List<PatientKey> differed) {}

    public LocalDate today() {
        return clock.instant().atZone(zone).toLocalDate();
    }

    /// Brings the projection up to date with the journal and the day. If another process is at it,
    /// it is left to that one.
    public void follow() {
        if (everywhere != null) {
            everywhere.follow();
            return;
        }
        transaction.executeWithoutResult(_ -> catchUp());
    }

    public Map<Station, Count> counts(String centre) {
        Map<Station, Count> counts = new EnumMap<>(Station.class);
        sql.sql(COUNTS).params(today(), centre).query(row -> {
            counts.put(Term.parse(Station.class, row.getString("station")),
                    new Count(row.getInt("patients"), row.getInt("overdue")));
        });
        return counts;
    }

    public Numbers numbers(String centre) {
        Map<DiseaseCourse.Status, Integer> statuses = new EnumMap<>(DiseaseCourse.Status.class);
        sql.sql(STATUSES)
                .param(centre)
                .query(row -> {
                    statuses.put(Term.parse(DiseaseCourse.Status.class, row.getString("status")),
                            row.getInt("count"));
                });
        int infusions = sql.sql(INFUSIONS).param(centre).query(Integer.class).single();
        return sql.sql(PATIENTS)
                .param(centre)
                .query((row, _) -> new Numbers(row.getInt("patients"), row.getInt("treated"),
                        infusions, counts(centre), statuses))
                .single();
    }

    public Sheet sheet(Question question) {
        return sheet(question, counts(question.centre));
    }

    /// @param counts of the centre, where they have been asked for already
    public Sheet sheet(Question question, Map<Station, Count> counts) {
        Map<String, Object> asked = Map.of(
                "centre", question.centre,
                "station", question.station.map(Station::term).orElse(""),
                "overdue", question.overdueOnly,
                "today", today(),
                "like", "%" + question.words.toLowerCase(Locale.ROOT)
                        .replaceAll("([\\\\%_])", "\\\\$1") + "%");
        return question.words.isEmpty()
                ? leafed(question, asked, found(question, counts)) : searched(question, asked);
    }

    private static int found(Question question, Map<Station, Count> counts) {
        return counts.entrySet().stream()
                .filter(one -> question.station.isEmpty()
                        || question.station.get() == one.getKey())
                .mapToInt(one -> question.overdueOnly
                        ? one.getValue().overdue : one.getValue().patients)
                .sum();
    }

    /// The page by an index.
    private Sheet leafed(Question question, Map<String, Object> asked, int found) {
        int pages = pages(found);
        int page = Math.min(question.page, pages);
        return new Sheet(listed(question, asked, COLUMNS, page).stream().map(Found::listed).toList(),
                found, page, pages);
    }

    /// One question: words are looked for in every row of the centre, so that is done once.
    private Sheet searched(Question question, Map<String, Object> asked) {
        List<Found> rows = listed(question, asked, COLUMNS + ", count(*) over () as found",
                question.page);
        if (rows.isEmpty() && question.page > 1) { // behind the last page
            return leafed(question, asked, sql.sql("select count(*) " + wanted(question))
                    .params(asked)
                    .query(Integer.class)
                    .single());
        }
        int found = rows.isEmpty() ? 0 : rows.getFirst().found;
        return new Sheet(rows.stream().map(Found::listed).toList(), found, question.page,
                pages(found));
    }

    private record Found(Listed listed, int found) {}

    private List<Found> listed(Question question, Map<String, Object> asked, String columns,
            int page) {
        boolean counted = columns.endsWith("found");
        return sql.sql(columns + ", i.name, i.hospital_number " + wanted(question)
                        + "order by " + question.sort.order + " limit :limit offset :offset")
                .params(asked)
                .param("limit", Sheet.LENGTH)
                .param("offset", (page - 1) * Sheet.LENGTH)
                .query((row, _) -> new Found(new Listed(place(row), text(row, "name"),
                        text(row, "hospital_number")), counted ? row.getInt("found") : 0))
                .list();
    }

    private static String wanted(Question question) {
        return question.words.isEmpty() ? WANTED : WANTED + FOUND_BY_WORDS;
    }

    private static int pages(int found) {
        return Math.max(1, Math.ceilDiv(found, Sheet.LENGTH));
    }

    /// Folds every patient's journal and compares the projection with it; what differs is set
    /// right. To be run by itself, see [limbline.app.database.Database#alone].
    public Rebuilt rebuild(String centre) {
        follow();
        List<PatientKey> differed = new ArrayList<>();
        int patients = 0;
        List<PatientKey> some = desk.list(centre, "", FOLDED_AT_ONCE);
        while (!some.isEmpty()) {
            differed.addAll(setRight(centre, desk.read(centre,
                    some.stream().map(PatientKey::patient).toList()).values()));
            patients += some.size();
            some = desk.list(centre, some.getLast().patient().value(), FOLDED_AT_ONCE);
        }
        differed.addAll(removeStrangers(centre));
        return new Rebuilt(patients, differed);
    }

    /// Whether the projection was never computed, as after a restore.
    public boolean isNew() {
        return sql.sql("select upto = '0'::xid8 from worklist_followed")
                .query(Boolean.class).single();
    }

    /// Notes that everything before `over` is in the projection.
    public void followed(String over) {
        sql.sql(FOLLOW).param(over).update();
    }

    /// Every transaction before this one is over: what it appended can be seen.
    public String over() {
        return sql.sql(OVER).query(String.class).single();
    }

    /// Compares the rows of some patients of a centre with the fold and puts right what differs.
    ///
    /// @return whose row differed
    public List<PatientKey> setRight(String centre, Collection<Reading> readings) {
        String[] ids = readings.stream().map(one -> one.patient().patient().value())
                .toArray(String[]::new);
        Map<PatientKey, Place> kept = new HashMap<>();
        sql.sql(COLUMNS + "from worklist w where w.centre = ? and w.patient = any(?)")
                .params(centre, ids)
                .query(row -> {
                    kept.put(key(row), place(row));
                });
        LocalDate today = today();
        List<Place> differing = readings.parallelStream()
                .map(one -> Place.of(one, today))
                .filter(place -> !place.equals(kept.get(place.patient())))
                .toList();
        transaction.executeWithoutResult(_ -> put(differing));
        return differing.stream().map(Place::patient).toList();
    }

    /// Takes out whom the journal does not know.
    public List<PatientKey> removeStrangers(String centre) {
        return sql.sql("""
                delete from worklist w
                where centre = ? and not exists (
                    select from journal j where j.centre = w.centre and j.patient = w.patient)
                returning centre, patient
                """)
                .param(centre)
                .query((row, _) -> key(row))
                .list();
    }

    private void catchUp() {
        Optional<String> followed = sql.sql(FOLLOWED).query(String.class).optional();
        if (followed.isEmpty()) {
            return;
        }
        String over = over();
        LocalDate today = today();
        Map<String, List<PatientId>> changed = sql.sql(CHANGED)
                .params(followed.get(), over, today, today)
                .query((row, _) -> key(row))
                .list().stream()
                .collect(Collectors.groupingBy(PatientKey::centre,
                        Collectors.mapping(PatientKey::patient, Collectors.toList())));
        changed.forEach((centre, patients) -> {
            for (int from = 0; from < patients.size(); from += FOLDED_AT_ONCE) {
                List<PatientId> some = patients.subList(
                        from, Math.min(patients.size(), from + FOLDED_AT_ONCE));
                put(desk.read(centre, some).values().stream()
                        .map(reading -> Place.of(reading, today)).toList());
            }
        });
        if (!over.equals(followed.get())) {
            followed(over);
        }
    }

    private void put(List<Place> places) {
        LocalDate today = today();
        batch.batchUpdate(PUT, places.stream()
                .map(place -> new MapSqlParameterSource()
                        .addValue("centre", place.patient().centre())
                        .addValue("patient", place.patient().patient().value())
                        .addValue("position", place.position())
                        .addValue("station", place.station().term())
                        .addValue("since", place.since().orElse(null), Types.DATE)
                        .addValue("since_text", place.sinceText())
                        .addValue("due", place.due().orElse(null), Types.DATE)
                        .addValue("due_for", place.dueFor())
                        .addValue("limbs", place.limbs())
                        .addValue("infusions", place.infusions())
                        .addValue("status", place.status().term())
                        .addValue("changes_on", place.changesOn().orElse(null), Types.DATE)
                        .addValue("seen_from", today))
                .toArray(SqlParameterSource[]::new));
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(key(row), row.getInt("position"),
                Term.parse(Station.class, row.getString("station")),
                day(row, "since"), row.getString("since_text"), day(row, "due"),
                row.getString("due_for"), row.getString("limbs"), row.getInt("infusions"),
                Term.parse(DiseaseCourse.Status.class, row.getString("status")),
                day(row, "changes_on"));
    }

    private static PatientKey key(ResultSet row) throws SQLException {
        return new PatientKey(row.getString("centre"), new PatientId(row.getString("patient")));
    }

    private static Optional<LocalDate> day(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDate.class));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        @Nullable String text = row.getString(column);
        return text == null ? "" : text;
    }
}
