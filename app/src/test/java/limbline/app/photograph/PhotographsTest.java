package limbline.app.photograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import limbline.app.database.FreshDatabase;
import limbline.app.photograph.Photographs.Found;
import limbline.patient.ImageHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The store of photographs, on a real PostgreSQL.
class PhotographsTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    @Test
    void whatIsKeptIsFoundAsItWasAndTwiceIsOnce() {
        Photographs photographs = new Photographs(fresh.database());
        Photograph photograph = Photograph.of("image/png", new byte[] {1, 2, 3});

        photographs.keep("centre", photograph);
        photographs.keep("centre", photograph);

        assertThat(photographs.find("centre", photograph.hash())).isEqualTo(new Found.Held(photograph));
    }

    @Test
    void whatIsNotThereIsNotHeld() {
        assertThat(new Photographs(fresh.database()).find("centre", new ImageHash("0".repeat(64))))
                .isEqualTo(new Found.NotHeld());
    }

    @Test
    void aPictureChangedBehindTheProgramsBackIsTold() throws SQLException {
        Photographs photographs = new Photographs(fresh.database());
        Photograph photograph = Photograph.of("image/png", new byte[] {4, 5, 6});
        photographs.keep("centre", photograph);
        change("alter table photograph disable trigger all",
                "update photograph set bytes = '\\x070809' where hash = '"
                        + photograph.hash() + "'",
                "alter table photograph enable trigger all");

        assertThat(photographs.find("centre", photograph.hash())).isEqualTo(new Found.Damaged(
                photograph.hash(), Photograph.hashOf(new byte[] {7, 8, 9})));
    }

    @Test
    void theDatabaseRefusesToChangeOrDeleteOne() {
        assertThatThrownBy(() -> change("update photograph set type = 'image/jpeg'",
                "delete from photograph"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("append");
    }

    private static void change(String... commands) throws SQLException {
        try (Connection owner = fresh.database().asOwner();
                Statement statement = owner.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }
}
