package limbline.app.journal;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import limbline.measure.Check;

/// The last entry of a backup: what is in it, and that it is whole. Lines of text:
///
/// ```text
/// limbline backup 1
/// written 2026-11-23T12:00:00Z
/// schema 100
/// key PUBLIC KEY, Ed25519, Base64
/// table NAME ROWS COLUMN,COLUMN,...                   (one line a table, in order of restoring)
/// entry SHA256 BYTES NAME                             (one line an entry of the archive)
/// sha256 of all lines above, each with its line feed
/// signature of those 32 bytes, Base64
/// ```
///
/// @param schema the version of the database's schema
record Manifest(Instant written, String schema, String key, List<Content> tables,
        List<Entry> entries) {

    static final String NAME = "manifest";
    static final String SEAL = "seal";
    private static final String FORMAT = "limbline backup 1";
    private static final Pattern FILE = Pattern.compile("files/[A-Za-z0-9][A-Za-z0-9._/-]*");
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})*");
    private static final Pattern COLUMN = Pattern.compile("[a-z_][a-z0-9_]*");

    Manifest {
        Check.that(VERSION.matcher(schema).matches(), "\"%s\" is no version of a schema", schema);
        tables = List.copyOf(tables);
        entries = List.copyOf(entries);
    }

    /// A table in the backup, with the columns of its CSV file.
    record Content(String table, long rows, List<String> columns) {

        Content {
            columns = List.copyOf(columns);
            Check.that(COLUMN.matcher(table).matches(), "\"%s\" is no name of a table", table);
            columns.forEach(column -> Check.that(COLUMN.matcher(column).matches(),
                    "\"%s\" is no name of a column", column));
        }

        String entry() {
            return "tables/" + table + ".csv";
        }
    }

    /// A file in the archive.
    record Entry(String sha256, long bytes, String name) {

        Entry {
            Check.that(name.equals(SEAL) || name.matches("tables/[a-z_][a-z0-9_]*\\.csv")
                            || (FILE.matcher(name).matches() && !name.contains("..")),
                    "\"%s\" has no place in a backup", name);
        }

        boolean isFile() {
            return name.startsWith("files/");
        }
    }

    String sign(SealKey by) {
        StringBuilder text = new StringBuilder();
        text.append(FORMAT).append("\nwritten ").append(written).append("\nschema ").append(schema)
                .append("\nkey ").append(key).append('\n');
        tables.forEach(table -> text.append("table %s %d %s\n".formatted(
                table.table, table.rows, String.join(",", table.columns))));
        entries.forEach(entry -> text.append("entry %s %d %s\n".formatted(
                entry.sha256, entry.bytes, entry.name)));
        byte[] hash = hash(text.toString());
        return text.append("sha256 ").append(HexFormat.of().formatHex(hash))
                .append("\nsignature ").append(by.sign(hash)).append('\n').toString();
    }

    /// @throws IllegalArgumentException if it is no manifest, was changed, or is of a later format
    static Manifest parse(String text) {
        Check.that(text.startsWith(FORMAT + "\n"),
                "this backup has another format than this program knows (%s)", FORMAT);
        int end = text.indexOf("\nsha256 ") + 1;
        String[] last = text.substring(end).split("\n", -1);
        List<String> lines = text.substring(0, end).lines().toList();
        try {
            PublicKey key = SealKey.open(lines.get(3).substring("key ".length()));
            byte[] hash = hash(text.substring(0, end));
            Check.that(last[0].equals("sha256 " + HexFormat.of().formatHex(hash))
                            && SealKey.signed(key, hash, last[1].substring("signature ".length())),
                    "the manifest of this backup was changed after it was signed");
            List<Content> tables = new ArrayList<>();
            List<Entry> entries = new ArrayList<>();
            for (String line : lines.subList(4, lines.size())) {
                String[] words = line.split(" ", 4);
                switch (words[0]) {
                    case "table" -> tables.add(new Content(words[1], Long.parseLong(words[2]),
                            List.of(words[3].split(",", -1))));
                    case "entry" ->
                        entries.add(new Entry(words[1], Long.parseLong(words[2]), words[3]));
                    default -> throw new IllegalArgumentException("what is \"" + line + "\"?");
                }
            }
            return new Manifest(Instant.parse(lines.get(1).substring("written ".length())),
                    lines.get(2).substring("schema ".length()), lines.get(3).substring(4),
                    tables, entries);
        } catch (IndexOutOfBoundsException | DateTimeParseException e) {
            throw new IllegalArgumentException("the manifest of this backup is not whole", e);
        }
    }

    private static byte[] hash(String text) {
        return Chain.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    }
}
