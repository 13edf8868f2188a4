package limbline.app.protocol;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import limbline.protocol.Proof;
import limbline.protocol.Protocol;
import limbline.protocol.Prover;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The protocols that a centre signed, version by version. What is signed never changes, so what
/// was read and proved once is kept in memory.
public final class SignedProtocols {

    private static final String COLUMNS = """
            select centre, protocol, version, hash, text, statement, first, second, signed
            from signed_protocol
            """;

    private final JdbcClient sql;
    private final Map<String, Protocol> protocols = new ConcurrentHashMap<>();
    private final Map<String, Proof> proofs = new ConcurrentHashMap<>();

    public SignedProtocols(JdbcClient sql) {
        this.sql = sql;
    }

    /// Every version of every protocol: by protocol, the latest version first.
    public List<SignedProtocol> all(String centre) {
        return sql.sql(COLUMNS + "where centre = ? order by protocol, version desc")
                .param(centre).query((row, _) -> signed(row)).list();
    }

    /// The versions in force: of each protocol the latest.
    public List<SignedProtocol> inForce(String centre) {
        return sql.sql("select distinct on (protocol) * from (" + COLUMNS
                        + ") as all_of_them where centre = ? order by protocol, version desc")
                .param(centre).query((row, _) -> signed(row)).list();
    }

    /// The version of a protocol that is in force.
    public Optional<SignedProtocol> inForce(String centre, String id) {
        return sql.sql(COLUMNS + "where centre = ? and protocol = ? order by version desc limit 1")
                .params(centre, id).query((row, _) -> signed(row)).optional();
    }

    public Optional<SignedProtocol> version(String centre, String id, int version) {
        return sql.sql(COLUMNS + "where centre = ? and protocol = ? and version = ?")
                .params(centre, id, version).query((row, _) -> signed(row)).optional();
    }

    /// The protocol whose text has this SHA-256: what a procedure keeps to its end.
    ///
    /// @throws IllegalArgumentException if the centre never signed such a text
    public Protocol protocol(String centre, String hash) {
        return protocols.computeIfAbsent(centre + "/" + hash, _ -> withHash(centre, hash)
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s never signed a protocol with the SHA-256 %s".formatted(centre, hash)))
                .protocol());
    }

    public Optional<SignedProtocol> withHash(String centre, String hash) {
        return sql.sql(COLUMNS + "where centre = ? and hash = ? order by version desc limit 1")
                .params(centre, hash).query((row, _) -> signed(row)).optional();
    }

    /// The proof of a signed version.
    public Proof proof(SignedProtocol signed) {
        return proofs.computeIfAbsent(signed.hash(), _ -> Prover.prove(signed.protocol()));
    }

    /// The version as it is on record now; empty if that version is there already.
    Optional<SignedProtocol> add(String centre, String id, int version, String text,
            String statement, String first, String second) {
        try {
            return sql.sql("""
                    insert into signed_protocol
                        (centre, protocol, version, hash, text, statement, first, second)
                    values (?, ?, ?, ?, ?, ?, ?, ?)
                    returning centre, protocol, version, hash, text, statement, first, second,
                        signed
                    """)
                    .params(centre, id, version, SignedProtocol.hashOf(text), text, statement,
                            first, second)
                    .query((row, _) -> signed(row))
                    .optional();
        } catch (DuplicateKeyException e) {
            return Optional.empty();
        }
    }

    private static SignedProtocol signed(ResultSet row) throws SQLException {
        return new SignedProtocol(row.getString("centre"), row.getString("protocol"),
                row.getInt("version"), row.getString("hash"), row.getString("text"),
                row.getString("statement"), row.getString("first"), row.getString("second"),
                row.getObject("signed", OffsetDateTime.class).toInstant());
    }
}
