package limbline.app.series;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import limbline.measure.Term;
import limbline.series.Cohort;
import limbline.series.Condition;
import limbline.series.Fact;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The table of definitions.
public final class Definitions {

    private static final String LATEST = """
            select distinct on (name) name, version, centre, conditions, divided_by, author
            from series_definition
            """;

    private final JdbcClient sql;

    public Definitions(JdbcClient sql) {
        this.sql = sql;
    }

    /// Writes a definition down; the same again is the version there is.
    public Definition add(Cohort cohort, String centre, String author) {
        Optional<Definition> before = find(cohort.name());
        if (before.filter(same -> same.cohort().equals(cohort)
                && same.centre().equals(centre)).isPresent()) {
            return before.get();
        }
        int version = before.map(Definition::version).orElse(0) + 1;
        sql.sql("""
                insert into series_definition (name, version, centre, conditions, divided_by, author)
                values (?, ?, ?, ?, ?, ?)
                """)
                .params(cohort.name(), version, centre,
                        String.join("\n", cohort.conditions().stream()
                                .map(Condition::toString).toList()),
                        String.join("\n", cohort.by().stream().map(Fact::term).toList()), author)
                .update();
        return new Definition(cohort, version, centre, author);
    }

    /// The latest version of each, by name.
    public List<Definition> all() {
        return sql.sql(LATEST + "order by name, version desc")
                .query((row, _) -> definition(row)).list();
    }

    public Optional<Definition> find(String name) {
        return sql.sql(LATEST + "where name = ? order by name, version desc").param(name)
                .query((row, _) -> definition(row)).optional();
    }

    private static Definition definition(ResultSet row) throws SQLException {
        return new Definition(new Cohort(row.getString("name"),
                row.getString("conditions").lines().map(Condition::parse).toList(),
                row.getString("divided_by").lines()
                        .map(fact -> Term.parse(Fact.class, fact)).toList()),
                row.getInt("version"), row.getString("centre"), row.getString("author"));
    }
}
