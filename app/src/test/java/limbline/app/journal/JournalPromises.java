package limbline.app.journal;

import static limbline.app.journal.Texts.append;
import static limbline.app.journal.Texts.draft;
import static limbline.app.journal.Texts.newPatient;
import static limbline.app.journal.Texts.patientWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import limbline.app.database.FreshDatabase;
import limbline.app.database.Trouble;
import limbline.app.journal.Appending.AlreadyWritten;
import limbline.app.journal.Appending.Appended;
import limbline.app.journal.Appending.Conflict;
import limbline.patient.PatientId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.BadSqlGrammarException;

/// What the journal promises, on any PostgreSQL.
abstract class JournalPromises {

    private final FreshDatabase fresh;
    private final Journal journal;

    JournalPromises(FreshDatabase fresh) {
        this.fresh = fresh;
        this.journal = Texts.journal(fresh.database());
    }

    @Test
    void whatWasGivenComesBackToTheLetter() {
        PatientKey patient = newPatient();
        EventText first = draft("{ \"b\" : 1.50,  \"a\":\"\\u00fc, ü\" }");
        EventText second = new EventText(
                UUID.randomUUID(), "limb-checked", 2, "{}", "{\"year\":2011}",
                LocalDate.of(2011, 12, 31), "", new Correction(first.event(), "the other arm"));
        UUID command = UUID.randomUUID();
        Instant before = now();

        assertThat(journal.append(patient, 0, command, "nurse", List.of(first, second)))
                .isEqualTo(new Appended(1, 2));

        List<Written> events = journal.read(patient);
        assertThat(events).extracting(Written::event).containsExactly(first, second);
        assertThat(events).extracting(Written::position).containsExactly(1, 2);
        assertThat(events).extracting(Written::command).containsOnly(command);
        assertThat(events).extracting(Written::author).containsOnly("nurse");
        assertThat(events).extracting(Written::recorded)
                .allSatisfy(recorded -> assertThat(recorded).isBetween(before, now()));
        assertThat(journal.find(second.event())).contains(events.getLast());
    }

    @Test
    void aPatientOfWhomNothingIsRecordedHasNoEvents() {
        assertThat(journal.read(newPatient())).isEmpty();
    }

    @Test
    void whoDecidedOnAnOldPictureIsToldWhatCameBetweenAndNothingIsWritten() {
        PatientKey patient = patientWith(journal, 3);

        assertThat(append(journal, patient, 1))
                .isEqualTo(new Conflict(journal.readAfter(patient, 1)));
        assertThat(journal.read(patient)).hasSize(3);
    }

    @Test
    void aCommandOfSeveralEventsThatComesTooLateIsNotWrittenInPart() {
        PatientKey patient = patientWith(journal, 2);

        Appending answer = journal.append(patient, 1, UUID.randomUUID(), "nurse",
                List.of(draft("{}"), draft("{}"), draft("{}")));

        assertThat(answer).isEqualTo(new Conflict(journal.readAfter(patient, 1)));
        assertThat(journal.read(patient)).hasSize(2);
    }

    @Test
    void aCommandThatIsSentAgainIsWrittenOnce() {
        PatientKey patient = newPatient();
        UUID command = UUID.randomUUID();
        List<EventText> events = List.of(draft("{}"), draft("{\"grade\":\"II\"}"));
        journal.append(patient, 0, command, "nurse", events);
        append(journal, patient, 2);

        assertThat(journal.append(patient, 0, command, "nurse", events))
                .isEqualTo(new AlreadyWritten(journal.read(patient).subList(0, 2)));
        assertThat(journal.append(patient, 3, command, "nurse", events))
                .as("also if the sender has seen the record meanwhile")
                .isEqualTo(new AlreadyWritten(journal.read(patient).subList(0, 2)));
        assertThat(journal.read(patient)).hasSize(3);
    }

    @Test
    void anIdThatWasUsedForSomethingElseIsRefused() {
        PatientKey patient = newPatient();
        UUID command = UUID.randomUUID();
        EventText event = draft("{}");
        journal.append(patient, 0, command, "nurse", List.of(event));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> journal.append(patient, 1, command, "nurse",
                        List.of(draft("{}"))))
                .withMessage("command %s is on the record already, with other events", command);
        UUID other = UUID.randomUUID();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> journal.append(patient, 1, other, "nurse", List.of(event)))
                .withMessage("command %s has an event whose id is on the record already, from"
                        + " another command", other);
    }

    @Test
    void aPositionTheRecordHasNotReachedIsRefused() {
        PatientKey patient = patientWith(journal, 2);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> append(journal, patient, 3))
                .withMessage("%s has fewer than 3 events", patient);
        assertThat(append(journal, patient, 2)).isEqualTo(new Appended(3, 3));
    }

    @Test
    void aCentreNobodyAddedIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> append(journal,
                        new PatientKey("elsewhere", new PatientId("P-1")), 0))
                .withMessage("the centre elsewhere is not known here: add it first");
    }

    @Test
    void ofManyAtTheSamePositionOneIsWrittenAndEachOtherIsToldSo() throws Exception {
        PatientKey patient = patientWith(journal, 1);

        List<Appending> answers = allAtOnce(12, _ -> append(journal, patient, 1));

        List<Written> second = journal.readAfter(patient, 1);
        assertThat(second).hasSize(1);
        assertThat(answers).filteredOn(one -> one.equals(new Appended(2, 2))).hasSize(1);
        assertThat(answers).filteredOn(one -> one.equals(new Conflict(second))).hasSize(11);
    }

    @Test
    void theSameCommandSentManyTimesAtOnceIsWrittenOnce() throws Exception {
        PatientKey patient = newPatient();
        UUID command = UUID.randomUUID();
        EventText event = draft("{}");

        List<Appending> answers = allAtOnce(12, _ ->
                journal.append(patient, 0, command, "nurse", List.of(event)));

        List<Written> written = journal.read(patient);
        assertThat(written).hasSize(1);
        assertThat(answers).filteredOn(one -> one.equals(new Appended(1, 1))).hasSize(1);
        assertThat(answers).filteredOn(one -> one.equals(new AlreadyWritten(written))).hasSize(11);
    }

    @Test
    void oneThatCannotBeWrittenDoesNotSpoilThoseThatWaitWithIt() throws Exception {
        List<PatientKey> patients = Stream.generate(Texts::newPatient).limit(24).toList();

        List<Boolean> written = allAtOnce(24, i -> {
            try {
                journal.append(patients.get(i), 0, UUID.randomUUID(), "nurse",
                        List.of(draft(i % 4 == 0 ? "no JSON" : "{}")));
                return true;
            } catch (DataAccessException e) {
                return false;
            }
        });

        for (int i = 0; i < 24; i++) {
            assertThat(written.get(i)).as("writer %s", i).isEqualTo(i % 4 != 0);
            assertThat(journal.read(patients.get(i))).as("writer %s", i)
                    .hasSize(i % 4 != 0 ? 1 : 0);
        }
    }

    @Test
    void eachPatientIsHandedOverWithAllItsEventsInOrder() {
        PatientKey patient = patientWith(journal, 5);
        List<List<Written>> found = new ArrayList<>();

        journal.readEach(Texts.CENTRE, found::add);

        assertThat(found).contains(journal.read(patient));
        assertThat(found).extracting(events -> events.getFirst().patient().patient().value())
                .isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "update journal set author = 'somebody else'",
            "delete from journal",
            "truncate journal",
            "alter table journal disable trigger all",
            "drop table journal",
            "update access_log set account = 'somebody else'",
            "delete from access_log",
            "insert into journal (author) values ('somebody else')",
            "insert into journal (recorded) values ('2013-07-04')",
            "insert into journal (hash) values (null)",
            "insert into access_log (at) values ('2013-07-04')"})
    void theServersRoleMayOnlyReadAndAppend(String statement) {
        assertThatExceptionOfType(BadSqlGrammarException.class)
                .isThrownBy(() -> fresh.database().sql().sql(statement).update())
                .havingRootCause()
                .withMessageMatching("ERROR: (permission denied for|must be owner of) table \\w+");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "update journal set author = 'somebody else'",
            "delete from journal",
            "truncate journal"})
    void theTableRefusesAlsoItsOwner(String statement) {
        patientWith(journal, 1);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> fresh.asOwner(statement))
                .havingRootCause()
                .withMessageStartingWith("ERROR: journal is append-only: %s is refused",
                        statement.substring(0, statement.indexOf(' ')));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "centre | ' c', 'P-1', 1, 'seen', 1, 'nurse', null",
            "patient | 'c', '', 1, 'seen', 1, 'nurse', null",
            "patient | 'c', 'P/1', 1, 'seen', 1, 'nurse', null",
            "type | 'c', 'P-1', 1, '', 1, 'nurse', null",
            "version | 'c', 'P-1', 1, 'seen', 0, 'nurse', null",
            "author | 'c', 'P-1', 1, 'seen', 1, '', null",
            "source | 'c', 'P-1', 1, 'seen', 1, 'nurse', 'a reason for nothing'"})
    void theDatabaseRefusesWhatIsMalformedWhoeverSendsIt(String column, String row) {
        String[] values = row.split(", ");
        for (String append : List.of(
                "journal_append_one(%s, %s, %s, gen_random_uuid(), gen_random_uuid(), 0, %s, %s,"
                        + " '{}', '{}', '2013-07-04', %s, '', null, %s)",
                "journal_append(array[%s], array[%s], array[%s], array[gen_random_uuid()],"
                        + " array[gen_random_uuid()], array[0], array[%s], array[%s], array['{}'],"
                        + " array['{}'], array['2013-07-04'::date], array[%s], array[''],"
                        + " array[null::uuid], array[%s])")) {
            assertThatExceptionOfType(DataIntegrityViolationException.class)
                    .isThrownBy(() -> fresh.database().sql()
                            .sql("select " + append.formatted((Object[]) values))
                            .query().listOfRows())
                    .withMessageContaining("null value in column \"%s\"", column);
        }
    }

    /// The pool names no SQL state then, and whoever asked would take it for a mistake of the program.
    @Test
    void whoGetsNoConnectionInTimeIsToldThatTheDatabaseGivesNoAnswer() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(fresh.database().dataSource());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(250);
        PatientKey patient = newPatient();
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection _ = pool.getConnection()) {
            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> new Appender(pool, journal).append(new Command(
                            patient, 0, UUID.randomUUID(), "nurse", List.of(draft("{}")))))
                    .satisfies(e -> assertThat(Trouble.of(e)).contains(Trouble.NO_ANSWER));
        }
    }

    /// The first appends make the plan that a session keeps: it must be good for a large table too.
    @Test
    void anAppendReadsItsPredecessorAndNothingElseFromTheFirstOn() throws SQLException {
        int events = 300;
        try (Connection owner = fresh.another().asOwner(); Statement sql = owner.createStatement()) {
            for (int i = 1; i <= events; i++) {
                sql.execute("""
                        select journal_append(array['c'], array['P-%d'], array[%d],
                            array[gen_random_uuid()], array[gen_random_uuid()], array[0],
                            array['seen'], array[1], array['{}'], array['{}'],
                            array['2013-07-04'::date], array['nurse'], array[''],
                            array[null::uuid], array[null])
                        """.formatted(i % 10, (i + 9) / 10));
            }
            sql.execute("select pg_stat_force_next_flush()");
            try (ResultSet row = sql.executeQuery("""
                    select seq_tup_read + idx_tup_fetch from pg_stat_user_tables
                    where relname = 'journal'
                    """)) {
                row.next();
                assertThat(row.getLong(1)).as("rows read for %s appends", events)
                        .isLessThanOrEqualTo(events);
            }
        }
    }

    private Instant now() {
        return fresh.database().sql().sql("select clock_timestamp()")
                .query((row, _) -> row.getTimestamp(1).toInstant()).single();
    }

    private interface Numbered<T> {
        T run(int number);
    }

    private static <T> List<T> allAtOnce(int count, Numbered<T> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            List<Callable<T>> tasks = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                tasks.add(() -> work.run(number));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(tasks, 30, TimeUnit.SECONDS)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
