package limbline.app.database;

import java.nio.file.Path;

/// A process that opens the database of a data folder, says so, and leaves when it is told to, that
/// is, when its standard input ends. What it cannot start for it prints.
final class Visitor {

    private Visitor() {}

    public static void main(String[] arguments) throws Exception {
        try (Database database = Database.embedded(Path.of(arguments[0]))) {
            System.out.println("in " + database.sql()
                    .sql("select extract(epoch from pg_postmaster_start_time())::text")
                    .query((row, _) -> row.getString(1)).single());
            System.in.read();
        } catch (CannotStart e) {
            System.out.println("cannot start: " + e.getMessage());
        }
    }
}
