package limbline.app.journal;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The table of centres.
public final class Centres {

    private final JdbcClient sql;

    public Centres(JdbcClient sql) {
        this.sql = sql;
    }

    /// Makes a centre known. One that is known already stays as it is.
    public void add(Centre centre) {
        sql.sql("""
                insert into centre (id, name, invented) values (?, ?, ?)
                on conflict (id) do nothing
                """)
                .params(centre.id(), centre.name(), centre.invented())
                .update();
    }

    /// All of them, by id.
    public List<Centre> all() {
        return sql.sql("select id, name, invented from centre order by id")
                .query((row, _) -> new Centre(row.getString("id"), row.getString("name"),
                        row.getBoolean("invented")))
                .list();
    }

    public boolean knows(String id) {
        return sql.sql("select exists (select from centre where id = ?)").param(id)
                .query((row, _) -> row.getBoolean(1)).single();
    }
}
