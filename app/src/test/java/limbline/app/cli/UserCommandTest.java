package limbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import limbline.app.database.Database;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// Accounts, and the rebuild of the worklist, on the command line.
class UserCommandTest {

    private static final Path FOLDER = Path.of("target", "test-users",
            String.valueOf(ProcessHandle.current().pid())).toAbsolutePath();

    /// What a command printed, and how it ended.
    record Ran(int code, String out, String err) {}

    @BeforeAll
    static void writePasswords() throws IOException {
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("good"), "a long enough password\nand another line\n");
        Files.writeString(FOLDER.resolve("short"), "short");
        Files.writeString(FOLDER.resolve("pin"), "271828\n");
    }

    @Test
    void anAccountIsAddedListedChangedAndRemoved() {
        assertThat(run("user", "list").out)
                .isEqualTo("There is no account yet; add one with: user add\n");
        assertThat(run("user", "add", "anna", "--called", "Dr Anna Beispiel", "--role", "clinician",
                "--password-file", FOLDER.resolve("good").toString())).isEqualTo(
                new Ran(0, "Dr Anna Beispiel (clinician) may sign in as anna.\n", ""));
        assertThat(run("user", "list").out)
                .isEqualTo("anna                 clinician      Dr Anna Beispiel              "
                        + " last signed in: never\n");
        assertThat(run("user", "list", "--json").out).isEqualTo("{\"account\":\"anna\",\"called\":"
                + "\"Dr Anna Beispiel\",\"role\":\"clinician\",\"demonstration\":false,"
                + "\"signedIn\":\"\"}\n");
        assertThat(run("user", "password", "anna", "--password-file",
                FOLDER.resolve("good").toString()).out).isEqualTo("anna has another password.\n");
        assertThat(run("user", "pin", "anna", "--pin-file", FOLDER.resolve("pin").toString()).out)
                .isEqualTo("anna has a PIN.\n");
        assertThat(run("user", "remove", "anna").out)
                .isEqualTo("anna may not sign in any more.\n");
        assertThat(run("user", "remove", "anna")).isEqualTo(new Ran(Main.REFUSED, "",
                "limbline: there is no account \"anna\"; list them with: user list\n"));
    }

    @Test
    void whatIsWrongIsToldInASentence() {
        Path good = FOLDER.resolve("good");
        assertRefused("limbline: a password of 5 characters is not taken: from 12 to 200\n",
                "user", "add", "ben", "--called", "Ben", "--role", "ward", "--password-file",
                FOLDER.resolve("short").toString());
        assertRefused("limbline: \"surgeon\" is not a role; the roles are: clinician, theatre, ward,"
                + " researcher, data-manager, administrator\n",
                "user", "add", "ben", "--called", "Ben", "--role", "surgeon", "--password-file",
                good.toString());
        assertRefused("limbline: \"Ben!\" is not an account's name: up to 64 small letters, digits,"
                + " dots, hyphens and underscores, a letter or digit first\n",
                "user", "add", "Ben!", "--called", "Ben", "--role", "ward", "--password-file",
                good.toString());
        assertRefused("limbline: a PIN has from 6 to 12 digits\n", "user", "pin", "ben",
                "--pin-file", FOLDER.resolve("short").toString());
        assertRefused("limbline: there is no account \"ben\"; list them with: user list\n",
                "user", "pin", "ben", "--pin-file", FOLDER.resolve("pin").toString());
        assertRefused("limbline: the password file %s cannot be read\n".formatted(
                FOLDER.resolve("none")), "user", "password", "ben", "--password-file",
                FOLDER.resolve("none").toString());
    }

    @Test
    void aRebuildProvesTheWorklistOrNamesWhatDiffered() {
        assertThat(run("import", Path.of("..", "cases", "PAPER-1.yaml").toString()).code).isZero();

        assertThat(run("journal", "rebuild")).isEqualTo(new Ran(0,
                "Patients folded: 1. The worklist is equal to the fold.\n", ""));
        try (Database database = Database.embedded(FOLDER)) {
            database.sql().sql("update worklist set station = 'ward'").update();
        }
        assertThat(run("journal", "rebuild")).isEqualTo(new Ran(Main.IN_PART,
                "hendrick-2018/PAPER-1 differed\nPatients folded: 1. Rows of the worklist that"
                        + " differed and are put right: 1.\nCounts and words of the worklist that"
                        + " differed and are put right: 2.\n", ""));
        try (Database database = Database.embedded(FOLDER)) {
            database.sql().sql("update series_row set packed = ''").update();
        }
        assertThat(run("journal", "rebuild")).isEqualTo(new Ran(Main.IN_PART,
                "Patients folded: 1. The worklist is equal to the fold.\nPatients whose rows of the"
                        + " series differed and are put right: 1.\n", ""));
        try (Database database = Database.embedded(FOLDER)) {
            database.sql().sql("insert into board_listed values"
                    + " ('hendrick-2018', '2015-10-01', 'PAPER-1', now())").update();
        }
        assertThat(run("journal", "rebuild")).isEqualTo(new Ran(Main.IN_PART,
                "Patients folded: 1. The worklist is equal to the fold.\nEntries on lists of the"
                        + " board that differed and are put right: 1.\n", ""));
        try (Database database = Database.embedded(FOLDER)) { // as after a restore
            List.of("delete from worklist", "delete from series_row",
                    "update worklist_followed set upto = '0'",
                    "update series_followed set upto = '0'")
                    .forEach(one -> database.sql().sql(one).update());
        }
        String equal = "Patients folded: 1. The worklist is equal to the fold.\n";
        assertThat(run("journal", "rebuild")).isEqualTo(new Ran(0, equal, ""));
        assertThat(run("journal", "rebuild")).isEqualTo(new Ran(0, equal, ""));
    }

    private static void assertRefused(String sentence, String... arguments) {
        assertThat(run(arguments)).isEqualTo(new Ran(Main.REFUSED, "", sentence));
    }

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine()
                .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", FOLDER.toString()));
        return new Ran(line.execute(all.toArray(String[]::new)), out.toString(), err.toString());
    }
}
