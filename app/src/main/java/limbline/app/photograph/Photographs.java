package limbline.app.photograph;

import java.util.Optional;
import limbline.app.database.Database;
import limbline.patient.ImageHash;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The table of photographs. It reads and it adds.
public final class Photographs {

    private final JdbcClient sql;

    public Photographs(Database database) {
        this.sql = database.sql();
    }

    /// What came of looking for a picture.
    public sealed interface Found {

        /// It is there, and its bytes are the ones its name says.
        record Held(Photograph photograph) implements Found {}

        /// There is none of that hash.
        record NotHeld() implements Found {}

        /// Its bytes are not the ones that were put there.
        record Damaged(ImageHash expected, ImageHash found) implements Found {}
    }

    /// Keeps a picture; one that is there already stays.
    ///
    /// @param centre whose patient it shows
    public void keep(String centre, Photograph photograph) {
        sql.sql("""
                insert into photograph (centre, hash, type, bytes) values (?, ?, ?, ?)
                on conflict do nothing
                """)
                .params(centre, photograph.hash().value(), photograph.type(), photograph.file())
                .update();
    }

    /// The picture of that hash, proved by computing it again. One from before centres were told
    /// apart belongs to none.
    public Found find(String centre, ImageHash hash) {
        Optional<Photograph> photograph = sql
                .sql("select type, bytes from photograph where hash = ?"
                        + " and centre in (?, '') order by centre desc limit 1")
                .params(hash.value(), centre)
                .query((row, _) -> Photograph.of(row.getString("type"), row.getBytes("bytes")))
                .optional();
        if (photograph.isEmpty()) {
            return new Found.NotHeld();
        }
        return photograph.get().hash().equals(hash)
                ? new Found.Held(photograph.get())
                : new Found.Damaged(hash, photograph.get().hash());
    }
}
