package limbline.app.journal;

import static limbline.app.journal.Texts.append;
import static limbline.app.journal.Texts.patientWith;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import limbline.app.database.FreshDatabase;
import limbline.app.journal.Seals.Sealing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What somebody who owns the database can do behind the program's back, and what is seen of it.
/// Each tampering is done and verified in one transaction and then undone.
class SealsTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    @TempDir
    Path folder;

    private Journal journal;
    private Seals seals;
    private PatientKey patient;

    @BeforeEach
    void aPatientWithSixEvents() {
        journal = Texts.journal(fresh.database());
        seals = new Seals(folder);
        patient = patientWith(journal, 6);
    }

    @Test
    void anUntouchedRecordHoldsWithAndWithoutASeal() {
        Verdict chains = seals.verify(fresh.database().dataSource());
        assertThat(chains.findings()).isEmpty();
        assertThat(chains.summary()).isEqualTo("%d events of %d patients: every chain holds. There"
                + " is no seal yet, so a cut-off end or a record rewritten whole could not be"
                + " seen.", chains.events(), chains.patients());

        assertThat(seal()).isEqualTo(new Sealing.Sealed(
                onlyFile("seals"), chains.events(), chains.patients()));
        append(journal, patient, 6);

        Verdict sealed = seals.verify(fresh.database().dataSource());
        assertThat(sealed.findings()).isEmpty();
        assertThat(sealed.events()).isEqualTo(chains.events() + 1);
        assertThat(sealed.summary()).isEqualTo("%d events of %d patients: every chain holds, and"
                + " nothing that was sealed on %s is changed, missing or rewritten.",
                sealed.events(), sealed.patients(), sealed.since().orElseThrow());
    }

    @Test
    void theKeyIsReadableByNobodyElse() throws IOException {
        seal();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                folder.resolve("keys/seal.key")))).isEqualTo("rw-------");
    }

    @Test
    void aChangedEventIsFoundAndNamed() {
        Written fourth = journal.read(patient).get(3);

        assertThat(findingsAfter("update journal set body = '{\"grade\":\"IV\"}'"
                + " where event = '%s'".formatted(fourth.event().event())))
                .containsExactly(("%s: event 4 (%s, recorded %s by nurse) was changed: it does not"
                        + " fit its hash.")
                        .formatted(patient, fourth.event().event(), fourth.recorded()));
    }

    @Test
    void aSpaceMoreInTheTextIsAChange() {
        assertThat(findingsAfter("update journal set body = (body::text || ' ')::json where "
                + here() + " and position = 6")).singleElement().asString()
                .contains("event 6 (").endsWith("was changed: it does not fit its hash.");
    }

    @Test
    void aMomentMovedByASecondIsAChange() {
        assertThat(findingsAfter("update journal set recorded = recorded - interval '1 second'"
                + " where " + here() + " and position = 1")).singleElement().asString()
                .contains("event 1 (").endsWith("was changed: it does not fit its hash.");
    }

    @Test
    void anEventChangedWithItsHashIsGivenAwayByTheNext() {
        assertThat(findingsAfter("""
                update journal set author = 'somebody else' where %s and position = 3
                """.formatted(here()), rehash(3, 3))).containsExactly(patient + ": event 4 was not"
                + " written behind the event that stands before it now: that one was changed,"
                + " inserted or exchanged.");
    }

    @Test
    void eventsDeletedInTheMiddleAreMissed() {
        assertThat(findingsAfter("delete from journal where " + here() + " and position = 3"))
                .containsExactly(patient + ": event 3 is missing.");
        assertThat(findingsAfter("delete from journal where " + here() + " and position in (2, 3)"))
                .containsExactly(patient + ": events 2 to 3 are missing.");
        assertThat(findingsAfter("delete from journal where " + here() + " and position = 1"))
                .containsExactly(patient + ": event 1 is missing.");
    }

    @Test
    void aGapThatWasClosedIsSeen() {
        assertThat(findingsAfter(
                "delete from journal where " + here() + " and position = 5",
                "update journal set position = 5 where " + here() + " and position = 6"))
                .containsExactly(
                        patient + ": event 5 was not written behind the event that stands before it"
                                + " now: that one was changed, inserted or exchanged.",
                        patient + ": event 5 was event 6 when it was written: one was taken out"
                                + " before it.");
    }

    @Test
    void anEventInsertedInTheMiddleIsSeen() {
        assertThat(findingsAfter(
                "update journal set position = 7 where " + here() + " and position = 6",
                """
                insert into journal select centre, patient, 6, gen_random_uuid(),
                    gen_random_uuid(), step, type, version, body, times, known, author, source,
                    replaces, reason, recorded, hash, hash, xid
                from journal where %s and position = 5
                """.formatted(here()), rehash(6, 6))).containsExactly(
                        patient + ": event 7 was not written behind the event that stands before it"
                                + " now: that one was changed, inserted or exchanged.",
                        patient + ": event 7 was event 6 when it was written: one was inserted"
                                + " before it.");
    }

    @Test
    void aCutOffEndIsSeenAgainstTheSealOnly() {
        String cut = "delete from journal where " + here() + " and position > 4";
        assertThat(findingsAfter(cut)).isEmpty();

        seal();

        assertThat(findingsAfter(cut)).containsExactly(("%s: the record was cut off behind event 4:"
                + " on %s it was sealed with 6 events.")
                        .formatted(patient, sealed()));
        assertThat(findingsAfter("delete from journal where " + here())).containsExactly(("%s:"
                + " nothing is left of the record: on %s it was sealed with 6 events.")
                        .formatted(patient, sealed()));
    }

    @Test
    void aRecordRewrittenWholeIsSeenAgainstTheSealOnly() {
        String[] rewrite = {"update journal set body = '{}' where %s and position = 2"
                .formatted(here()), rehash(2, 6)};
        assertThat(findingsAfter(rewrite)).isEmpty();

        seal();

        assertThat(findingsAfter(rewrite)).containsExactly(("%s: the events up to 6 are not those"
                + " that were sealed on %s: they were rewritten.")
                        .formatted(patient, sealed()));
    }

    @Test
    void whatIsWrongIsNotSealed() throws IOException {
        Instant first = sealedAfter(seal());
        fresh.asOwner("""
                begin;
                alter table journal disable trigger user;
                delete from journal where %s and position > 4;
                alter table journal enable trigger user;
                commit
                """.formatted(here()));

        assertThat(seal()).isInstanceOfSatisfying(Sealing.Refused.class, refused ->
                assertThat(refused.verdict().findings()).containsExactly(("%s: the record was"
                        + " cut off behind event 4: on %s it was sealed with 6 events.")
                        .formatted(patient, first)));
        assertThat(onlyFile("seals")).exists();
    }

    @Test
    void aSealThatWasChangedOrWhoseKeyIsGoneIsNamed() throws IOException {
        seal();
        Path seal = onlyFile("seals");
        String text = Files.readString(seal);
        Files.writeString(seal, text.replaceFirst("\t6\t", "\t5\t"));

        assertThat(seals.verify(fresh.database().dataSource()).findings()).singleElement()
                .asString().startsWith(seal + " is not what was signed with the key ")
                .endsWith(": it was changed, or signed with another key.");

        Files.writeString(seal, text);
        Files.delete(folder.resolve("keys/seal.key"));
        assertThat(seals.verify(fresh.database().dataSource()).findings()).containsExactly(("there"
                + " are seals and no key in %s to check them with: put it back from a copy.")
                        .formatted(folder.resolve("keys")));
    }

    private String here() {
        return "centre = '%s' and patient = '%s'".formatted(patient.centre(), patient.patient());
    }

    /// SQL that computes the hashes of these positions again, as a forger with the rights of the
    /// owner would: by letting the database's own function do it.
    private String rehash(int first, int last) {
        return """
                do $$ begin
                    create temp table forged on commit drop as
                        select * from journal where %1$s and position between %2$d and %3$d;
                    delete from journal where %1$s and position between %2$d and %3$d;
                    perform journal_append(array_agg(centre), array_agg(patient),
                        array_agg(position), array_agg(event), array_agg(command),
                        array_agg(position - %2$d), array_agg(type), array_agg(version),
                        array_agg(body::text), array_agg(times::text), array_agg(known),
                        array_agg(author), array_agg(source), array_agg(replaces),
                        array_agg(reason)) from (select * from forged order by position);
                end $$
                """.formatted(here(), first, last);
    }

    private List<String> findingsAfter(String... tampering) {
        try (Connection owner = fresh.database().asOwner();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("alter table journal disable trigger user");
            for (String one : tampering) {
                statement.execute(one);
            }
            Verdict verdict = seals.verify(owner, _ -> { });
            owner.rollback();
            return verdict.findings();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Sealing seal() {
        return seals.seal(fresh.database().dataSource());
    }

    private Instant sealed() {
        return seals.verify(fresh.database().dataSource()).since().orElseThrow();
    }

    private Instant sealedAfter(Sealing sealing) {
        assertThat(sealing).isInstanceOf(Sealing.Sealed.class);
        return sealed();
    }

    private Path onlyFile(String name) {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
