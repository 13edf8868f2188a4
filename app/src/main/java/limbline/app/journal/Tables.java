package limbline.app.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The tables a backup holds: every one of the schema, so that a new table is in the backup without
/// anybody having to remember it. Not those whose comment begins with `derived`, because they can
/// be computed again; and not columns of type `xid8`, because a transaction's number means
/// something in one database only.
final class Tables {

    private static final String COLUMNS = """
            select c.relname as name, a.attname as column
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid
            where c.relnamespace = current_schema()::regnamespace
            and c.relkind = 'r'
            and c.relname <> 'flyway_schema_history'
            and coalesce(obj_description(c.oid, 'pg_class'), '') not like 'derived%'
            and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            and a.atttypid <> 'xid8'::regtype
            order by c.relname, a.attnum
            """;

    private static final String REFERENCES = """
            select conrelid::regclass::text as name, confrelid::regclass::text as needs
            from pg_constraint
            where contype = 'f' and conrelid <> confrelid
            and connamespace = current_schema()::regnamespace
            """;

    private static final String SCHEMA = """
            select version from flyway_schema_history
            where success and version is not null
            order by installed_rank desc limit 1
            """;

    private Tables() {}

    /// A table and its columns in order.
    record Table(String name, List<String> columns) {

        Table {
            columns = List.copyOf(columns);
        }

        String columnList() {
            return String.join(", ", columns);
        }
    }

    /// In an order in which each comes behind those it refers to.
    static List<Table> of(Connection connection) throws SQLException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        Map<String, List<String>> needs = new LinkedHashMap<>();
        each(connection, COLUMNS, row -> columns
                .computeIfAbsent(row.getString("name"), _ -> new ArrayList<>())
                .add(row.getString("column")));
        each(connection, REFERENCES, row -> needs
                .computeIfAbsent(row.getString("name"), _ -> new ArrayList<>())
                .add(row.getString("needs")));
        List<Table> ordered = new ArrayList<>();
        while (!columns.isEmpty()) {
            List<String> ready = columns.keySet().stream()
                    .filter(name -> needs.getOrDefault(name, List.of()).stream()
                            .noneMatch(columns::containsKey))
                    .toList();
            if (ready.isEmpty()) {
                throw new IllegalStateException("tables refer to each other in a circle: "
                        + columns.keySet());
            }
            for (String name : ready) {
                ordered.add(new Table(name, columns.getOrDefault(name, List.of())));
            }
            columns.keySet().removeAll(ready);
        }
        return ordered;
    }

    /// The version of the schema, such as `1` or `100`.
    static String schema(Connection connection) throws SQLException {
        List<String> versions = new ArrayList<>();
        each(connection, SCHEMA, row -> versions.add(row.getString("version")));
        return versions.getFirst();
    }

    /// Whether there is no row in it.
    static boolean isEmpty(Connection connection, Table table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select not exists (select from \"%s\")".formatted(table.name()))) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /// Whether row security holds for the table's owner too.
    static boolean forcesRowSecurity(Connection connection, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select relforcerowsecurity from pg_class where oid = quote_ident(?)::regclass")) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private static void each(Connection connection, String query, Row reading)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                reading.read(rows);
            }
        }
    }
}
