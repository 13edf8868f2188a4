package limbline.app.course;

import static limbline.app.course.WorklistRows.COLUMNS;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import limbline.course.DiseaseCourse;
import limbline.course.Standing.Station;
import limbline.measure.Check;
import limbline.measure.Term;
import limbline.measure.Text;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Where every patient is on the way and what is due, read off the projection that [WorklistRows]
/// keeps.
public final class Worklist {

    /// A person with two pseudonyms is one patient: the one under which the person goes on.
    private static final String GOES_ON = """
            and not exists (
                select from identity s
                where s.centre = w.centre and s.patient = w.patient and s.same_as is not null)
            """;

    /// Of those who go on under another pseudonym there are few; they are taken off.
    private static final String COUNTS = """
            select station, sum(patients)::int as patients,
                coalesce(sum(patients) filter (where due < :today), 0)::int as overdue
            from (
                select station, due, patients from worklist_count where centre = :centre
                union all
                select w.station, coalesce(w.due, 'infinity'), -1
                from identity s join worklist w on w.centre = s.centre and w.patient = s.patient
                where s.centre = :centre and s.same_as is not null) as counted
            group by station
            having sum(patients) > 0
            """;

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

    /// A name, a number or any pseudonym of the person, from where a word begins, by an index.
    private static final String FOUND_BY_BEGINNING = """
            and w.patient = any(array(
                select coalesce(i.same_as, s.patient)
                from search_word s
                left join identity i on i.centre = s.centre and i.patient = s.patient
                where s.centre = :centre and s.word >= :words and s.word < :behind))
            """;

    /// The same from anywhere, for which each table is read once, and only what was found joined.
    private static final String FOUND_WITHIN = """
            and w.patient = any(array(
                select patient from worklist
                where centre = :centre and lower(patient) like :like
                union all
                select coalesce(same_as, patient) from identity
                where centre = :centre
                and (lower(patient) like :like or lower(name) like :like
                    or lower(hospital_number) like :like)))
            """;

    /// Sorts behind every character.
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private final JdbcClient sql;
    private final WorklistRows rows;
    private final InstantSource clock;
    private final ZoneId zone;

    public Worklist(DataSource database, CourseDesk desk, InstantSource clock, ZoneId zone) {
        this(database, new WorklistRows(database, desk, clock, zone), clock, zone);
    }

    /// @param rows which follow the journal of all centres, where `database` sees one centre's
    Worklist(DataSource database, WorklistRows rows, InstantSource clock, ZoneId zone) {
        this.sql = JdbcClient.create(database);
        this.rows = rows;
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
            Map<DiseaseCourse.Status, Integer> statuses) {

        /// Whether the number of treated patients, or of the others, is at least one and below
        /// `least`: for a reader who may see no patient it would stand for too few.
        public boolean areFewTreated(int least) {
            return isFew(treated, least) || isFew(patients - treated, least);
        }

        /// Whether a station has so few; its table is withheld whole, since the others and the
        /// number of all patients would tell the one.
        public boolean areFewAtAStation(int least) {
            return stations.values().stream().anyMatch(count -> isFew(count.patients(), least));
        }

        /// Whether a status of the disease has so few.
        public boolean areFewOfAStatus(int least) {
            return statuses.values().stream().anyMatch(count -> isFew(count, least));
        }

        private static boolean isFew(int count, int least) {
            return count > 0 && count < least;
        }
    }

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

    public LocalDate today() {
        return clock.instant().atZone(zone).toLocalDate();
    }

    /// Brings the list up to date with the journal and the day.
    public void follow() {
        rows.follow();
    }

    /// The list as the database keeps it, for a rebuild.
    public WorklistRows rows() {
        return rows;
    }

    public Map<Station, Count> counts(String centre) {
        Map<Station, Count> counts = new EnumMap<>(Station.class);
        sql.sql(COUNTS).param("today", today()).param("centre", centre).query(row -> {
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
        String words = question.words.toLowerCase(Locale.ROOT);
        Map<String, Object> asked = Map.of(
                "centre", question.centre,
                "station", question.station.map(Station::term).orElse(""),
                "overdue", question.overdueOnly,
                "today", today(),
                "words", words,
                "behind", words + LAST,
                "like", "%" + words.replaceAll("([\\\\%_])", "\\\\$1") + "%");
        if (words.isEmpty()) {
            return leafed(question, asked, WANTED, found(question, counts));
        }
        Sheet begun = searched(question, asked, WANTED + FOUND_BY_BEGINNING);
        return begun.found > 0 ? begun : searched(question, asked, WANTED + FOUND_WITHIN);
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
    private Sheet leafed(Question question, Map<String, Object> asked, String wanted, int found) {
        int pages = pages(found);
        int page = Math.min(question.page, pages);
        return new Sheet(listed(question, asked, COLUMNS, wanted, page).stream()
                .map(Found::listed).toList(), found, page, pages);
    }

    /// One question for the page and how many there are, since each reads all that was found.
    private Sheet searched(Question question, Map<String, Object> asked, String wanted) {
        List<Found> rows = listed(question, asked, COLUMNS + ", count(*) over () as found", wanted,
                question.page);
        if (rows.isEmpty() && question.page > 1) { // behind the last page
            return leafed(question, asked, wanted, sql.sql("select count(*) " + wanted)
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
            String wanted, int page) {
        boolean counted = columns.endsWith("found");
        return sql.sql(columns + ", i.name, i.hospital_number " + wanted
                        + "order by " + question.sort.order + " limit :limit offset :offset")
                .params(asked)
                .param("limit", Sheet.LENGTH)
                .param("offset", (page - 1) * Sheet.LENGTH)
                .query((row, _) -> new Found(new Listed(WorklistRows.place(row),
                        text(row, "name"), text(row, "hospital_number")),
                        counted ? row.getInt("found") : 0))
                .list();
    }

    private static int pages(int found) {
        return Math.max(1, Math.ceilDiv(found, Sheet.LENGTH));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        @Nullable String text = row.getString(column);
        return text == null ? "" : text;
    }
}
