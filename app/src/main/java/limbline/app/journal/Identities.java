package limbline.app.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import limbline.measure.Check;
import limbline.patient.PatientId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The table of identities. It may be corrected, merged and erased; no event is touched by any of
/// it, so every chain and every seal still holds.
public final class Identities {

    private static final String COLUMNS =
            "select centre, patient, name, born, hospital_number from identity ";

    private static final String NAMED = """
            with asked as (
                select place, number
                from unnest(:places::int[], :numbers::text[]) as asked (place, number)
            )
            select distinct place,
                coalesce(person.same_as, person.patient, said.patient, '') as patient
            from (
                select place, patient
                from asked join identity on hospital_number = number
                where centre = :centre and erased is null
                union all
                select place, patient
                from asked cross join lateral (
                    select patient from hospital_number as said
                    where said.centre = :centre and said.number = asked.number
                    order by at desc
                    limit 1) as latest
            ) as said
            left join identity as person
                on person.centre = :centre and person.patient = said.patient
            """;

    private final JdbcClient sql;

    public Identities(JdbcClient sql) {
        this.sql = sql;
    }

    /// Writes down, or corrects, who somebody is.
    ///
    /// @throws IllegalArgumentException if that was erased: what a person asked us to forget does
    ///     not come back with the next import
    public void put(Identity identity) {
        int rows = sql.sql("""
                insert into identity (centre, patient, name, born, hospital_number)
                values (?, ?, ?, ?, ?)
                on conflict (centre, patient) do update
                set name = excluded.name, born = excluded.born,
                    hospital_number = excluded.hospital_number
                where identity.erased is null
                """)
                .param(identity.patient().centre())
                .param(identity.patient().patient().value())
                .param(identity.name().orElse(null))
                .param(identity.born().orElse(null))
                .param(identity.hospitalNumber().orElse(null))
                .update();
        Check.that(rows == 1, "the identity of %s was erased and is not taken down again",
                identity.patient());
    }

    /// Who this is; empty if nobody said, or if it was erased.
    public Optional<Identity> find(PatientKey patient) {
        return sql.sql(COLUMNS + "where centre = ? and patient = ? and erased is null")
                .params(patient.centre(), patient.patient().value())
                .query((row, _) -> identity(row))
                .optional();
    }

    /// Those whose name contains the text, or whose hospital number or pseudonym is the text; by
    /// name, at most so many.
    public List<Identity> search(String centre, String text, int most) {
        return sql.sql(COLUMNS + """
                where centre = :centre and erased is null
                and (position(lower(:text) in lower(name)) > 0 or hospital_number = :text
                    or patient = :text)
                order by name, patient
                limit :most
                """)
                .param("centre", centre).param("text", text.strip()).param("most", most)
                .query((row, _) -> identity(row))
                .list();
    }

    /// Whom numbers of the hospital's systems name: the one in the identity, and further ones.
    ///
    /// @param patients under the pseudonyms they go on under; several if the numbers disagree
    /// @param ofNobody whether somebody said of one of the numbers that it is nobody's here
    public record Named(List<PatientKey> patients, boolean ofNobody) {
        public Named {
            patients = List.copyOf(patients);
        }
    }

    public Named named(String centre, List<String> numbers) {
        return named(centre, Set.of(numbers)).getOrDefault(numbers, new Named(List.of(), false));
    }

    /// The same for several people, by one question.
    ///
    /// @param people of each the numbers that may be his
    public Map<List<String>, Named> named(String centre, Collection<List<String>> people) {
        List<List<String>> asked = people.stream().distinct().toList();
        List<Integer> places = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        for (int place = 0; place < asked.size(); place++) {
            for (String number : asked.get(place)) {
                places.add(place);
                numbers.add(number);
            }
        }
        Map<List<String>, Set<String>> found = new LinkedHashMap<>();
        asked.forEach(one -> found.put(one, new TreeSet<>()));
        if (!numbers.isEmpty()) {
            sql.sql(NAMED).param("centre", centre)
                    .param("places", places.toArray(Integer[]::new))
                    .param("numbers", numbers.toArray(String[]::new))
                    .query(row -> {
                        found.getOrDefault(asked.get(row.getInt("place")), new TreeSet<>())
                                .add(row.getString("patient"));
                    });
        }
        Map<List<String>, Named> named = new HashMap<>();
        found.forEach((one, patients) -> named.put(one, new Named(patients.stream()
                .filter(patient -> !patient.isEmpty())
                .map(patient -> new PatientKey(centre, new PatientId(patient))).toList(),
                patients.contains(""))));
        return named;
    }

    /// Says that a number of the hospital's systems is this patient's, or nobody's here.
    public void say(String centre, String number, Optional<PatientId> patient, String by) {
        sql.sql("insert into hospital_number (centre, number, patient, by) values (?, ?, ?, ?)")
                .param(centre).param(number).param(patient.map(PatientId::value).orElse(null))
                .param(by)
                .update();
    }

    /// Says that two pseudonyms are one person, who goes on under the second.
    ///
    /// @throws IllegalArgumentException if they are of two centres, or one person already
    public void merge(PatientKey from, PatientKey into) {
        Check.that(from.centre().equals(into.centre()),
                "%s and %s belong to two centres and cannot be merged", from, into);
        PatientKey end = goesOnAs(into);
        Check.that(!goesOnAs(from).equals(end), "%s and %s are one person already", from, into);
        sql.sql("""
                insert into identity (centre, patient) values (:centre, :from), (:centre, :into)
                on conflict do nothing
                """)
                .param("centre", from.centre()).param("from", from.patient().value())
                .param("into", end.patient().value())
                .update();
        sql.sql("""
                update identity set same_as = :into
                where centre = :centre and (patient = :from or same_as = :from)
                """)
                .param("centre", from.centre()).param("from", from.patient().value())
                .param("into", end.patient().value())
                .update();
    }

    /// Takes a merge back.
    public void separate(PatientKey patient) {
        sql.sql("update identity set same_as = null where centre = ? and patient = ?")
                .params(patient.centre(), patient.patient().value())
                .update();
    }

    /// The pseudonym under which this person goes on: its own, unless it was merged.
    public PatientKey goesOnAs(PatientKey patient) {
        return sql.sql("""
                select same_as from identity
                where centre = ? and patient = ? and same_as is not null
                """)
                .params(patient.centre(), patient.patient().value())
                .query((row, _) -> new PatientKey(patient.centre(),
                        new PatientId(row.getString("same_as"))))
                .optional()
                .orElse(patient);
    }

    /// All pseudonyms of the person, the one it goes on under first.
    public List<PatientKey> pseudonyms(PatientKey patient) {
        return sql.sql("""
                with goes_on as (
                    select coalesce((select same_as from identity
                        where centre = :centre and patient = :patient), :patient) as patient)
                select patient from goes_on
                union all
                (select patient from identity
                where centre = :centre and same_as = (select patient from goes_on)
                order by patient)
                """)
                .param("centre", patient.centre()).param("patient", patient.patient().value())
                .query((row, _) -> new PatientKey(patient.centre(),
                        new PatientId(row.getString("patient"))))
                .list();
    }

    /// Forgets who somebody is, under all pseudonyms, and empties the messages of the laboratory feed
    /// that name him. The events stay and tell no name.
    ///
    /// @throws IllegalArgumentException if such a message waits and is about others too
    public void erase(PatientKey patient) {
        List<PatientKey> all = pseudonyms(patient);
        emptyMessages(patient.centre(), all); // first, while the numbers are known
        for (PatientKey one : all) {
            sql.sql("""
                    insert into identity (centre, patient, erased)
                    values (?, ?, clock_timestamp())
                    on conflict (centre, patient) do update
                    set name = null, born = null, hospital_number = null,
                        erased = clock_timestamp()
                    """)
                    .params(one.centre(), one.patient().value())
                    .update();
            sql.sql("delete from hospital_number where centre = ? and patient = ?")
                    .params(one.centre(), one.patient().value())
                    .update();
        }
    }

    private void emptyMessages(String centre, List<PatientKey> person) {
        Optional<Long> shared = sql.sql("select forget_messages(?, ?)")
                .param(centre)
                .param(person.stream().map(one -> one.patient().value()).toArray(String[]::new))
                .query(Long.class).optional();
        Check.that(shared.isEmpty(), "message %s of the laboratory feed waits, and is about others"
                + " too: settle it first on the page Messages (/feed/%s); nothing was erased",
                shared.orElse(0L), shared.orElse(0L));
    }

    private static Identity identity(ResultSet row) throws SQLException {
        return new Identity(
                new PatientKey(row.getString("centre"), new PatientId(row.getString("patient"))),
                Optional.ofNullable(row.getString("name")),
                Optional.ofNullable(row.getObject("born", LocalDate.class)),
                Optional.ofNullable(row.getString("hospital_number")));
    }
}
