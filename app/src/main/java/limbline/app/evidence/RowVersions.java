package limbline.app.evidence;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import limbline.measure.Term;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// What a centre changed of the evidence. Rows are added and never changed.
final class RowVersions {

    private final JdbcClient sql;

    RowVersions(JdbcClient sql) {
        this.sql = sql;
    }

    /// The latest version of each row of a sheet that was changed, the first changed first.
    ///
    /// @param until nothing later
    List<RowVersion> latest(String centre, EvidenceFolder sheet, Instant until) {
        return sql.sql("""
                select * from (
                    select distinct on (key) sheet, key, version, cells, withdrawn, reason, author,
                           at, min(at) over (partition by key) as first
                    from evidence_version where centre = ? and sheet = ?
                        and at <= ?
                    order by key, version desc
                ) as changed order by first, key
                """).params(centre, sheet.term(), until.atOffset(UTC)).query((row, _) -> version(row)).list();
    }

    /// Every version of one row, the latest first.
    List<RowVersion> of(String centre, EvidenceFolder sheet, String key, Instant until) {
        return sql.sql("""
                select sheet, key, version, cells, withdrawn, reason, author, at
                from evidence_version
                where centre = ? and sheet = ? and key = ? and at <= ? order by version desc
                """).params(centre, sheet.term(), key, until.atOffset(UTC)).query((row, _) -> version(row)).list();
    }

    /// Whether it was added; not if somebody else has added that version.
    boolean add(String centre, EvidenceFolder sheet, String key, Map<String, String> cells,
            boolean isWithdrawn, int version, String reason, String author) {
        try {
            return sql.sql("""
                    insert into evidence_version
                        (centre, sheet, key, version, cells, withdrawn, reason, author)
                    values (?, ?, ?, ?, ?, ?, ?, ?)
                    """).params(centre, sheet.term(), key, version,
                    JsonMapper.shared().writeValueAsString(cells), isWithdrawn, reason, author)
                    .update() == 1;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    private static RowVersion version(ResultSet row) throws SQLException {
        Map<String, String> cells = new LinkedHashMap<>();
        JsonMapper.shared().readTree(row.getString("cells")).properties().forEach(cell ->
                cells.put(cell.getKey(), cell.getValue().asString()));
        return new RowVersion(Term.parse(EvidenceFolder.class, row.getString("sheet")),
                row.getString("key"), cells, row.getBoolean("withdrawn"), row.getInt("version"),
                row.getString("reason"), row.getString("author"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
