package limbline.app.page;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The centre whose patients the pages show.
///
/// @param invented whether its patients are made up, which every page then says
public record Centre(String id, String name, boolean invented) {

    /// The centre of that id, entered under its id as its name if it is new.
    public static Centre enter(DataSource database, String id) {
        JdbcClient sql = JdbcClient.create(database);
        sql.sql("""
                insert into centre (id, name, invented) values (?, ?, false)
                on conflict (id) do nothing
                """)
                .params(id, id)
                .update();
        return sql.sql("select id, name, invented from centre where id = ?")
                .param(id)
                .query((row, _) -> new Centre(row.getString("id"), row.getString("name"),
                        row.getBoolean("invented")))
                .single();
    }
}
