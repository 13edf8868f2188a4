package limbline.app.evidence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import limbline.evidence.PublishedSeries;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// What a centre changed of the published series. Rows are added and never changed.
final class SeriesVersions {

    private final JdbcClient sql;

    SeriesVersions(JdbcClient sql) {
        this.sql = sql;
    }

    /// The latest version of each series that was changed, the first changed first.
    List<SeriesVersion> latest(String centre) {
        return sql.sql("""
                select * from (
                    select distinct on (key) key, version, cells, reason, author, at,
                           min(at) over (partition by key) as first
                    from series_version where centre = ? order by key, version desc
                ) as changed order by first, key
                """).param(centre).query((row, _) -> version(row)).list();
    }

    /// Every version of one series, the latest first.
    List<SeriesVersion> of(String centre, String key) {
        return sql.sql("""
                select key, version, cells, reason, author, at from series_version
                where centre = ? and key = ? order by version desc
                """).params(centre, key).query((row, _) -> version(row)).list();
    }

    /// Whether it was added; not if somebody else has added that version.
    boolean add(String centre, PublishedSeries series, int version, String reason, String author) {
        try {
            return sql.sql("""
                    insert into series_version (centre, key, version, cells, reason, author)
                    values (?, ?, ?, ?, ?, ?)
                    """).params(centre, series.key(), version,
                    JsonMapper.shared().writeValueAsString(series.cells()), reason, author)
                    .update() == 1;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    private static SeriesVersion version(ResultSet row) throws SQLException {
        Map<String, String> cells = new LinkedHashMap<>();
        JsonMapper.shared().readTree(row.getString("cells")).properties().forEach(cell ->
                cells.put(cell.getKey(), cell.getValue().asString()));
        return new SeriesVersion(new PublishedSeries(row.getString("key"), cells),
                row.getInt("version"), row.getString("reason"), row.getString("author"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
