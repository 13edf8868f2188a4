package limbline.app.security;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import limbline.measure.Text;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;

/// The passkeys of the accounts, kept as Spring Security's WebAuthn asks for them. Of a removed
/// account, and of one that is of another centre, there are none.
public final class Passkeys
        implements UserCredentialRepository, PublicKeyCredentialUserEntityRepository {

    /// An account has so many at most.
    static final int MOST = 20;

    private static final int HANDLE_BYTES = 32;

    private static final String LIST = """
            select p.id, p.name, p.created, p.used, p.copied
            from passkey p join account a on a.name = p.account and a.removed is null
            where a.name = ?
            order by p.created, p.id
            """;

    private static final String FIND = """
            select p.id, p.name as label, p.attestation, p.transports, p.counter, p.created, p.used,
                p.copied, a.passkey_handle, a.name, a.called, a.role, a.demonstration, a.version
            from passkey p join account a on a.name = p.account and a.removed is null
            """;

    /// Written when it is added, and with each signature. A counter that does not go up, as two
    /// copies at once would have it, changes nothing.
    private static final String SAVE = """
            insert into passkey as known (id, account, name, attestation, transports, counter)
            select ?, name, ?, ?, ?, ? from account where passkey_handle = ? and removed is null
            on conflict (id) do update set counter = excluded.counter, used = now()
            where known.account = excluded.account and known.copied is null
            and (known.counter < excluded.counter or (known.counter = 0 and excluded.counter = 0))
            """;

    private static final String HANDLE = """
            update account set passkey_handle = coalesce(passkey_handle, ?)
            where name = ? and removed is null
            returning passkey_handle, name, called
            """;

    private final JdbcClient sql;
    private final SecureRandom random = new SecureRandom();

    public Passkeys(DataSource database) {
        sql = JdbcClient.create(database);
    }

    /// A passkey with whose it is.
    ///
    /// @param handle how the device calls the account
    record Known(Account account, Bytes handle, CredentialRecord record, boolean copied) {}

    /// A signature came that only a copy can have made, or two at once.
    static final class CounterStoodStill extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /// Those of an account, the oldest first.
    public List<Passkey> of(String account) {
        return sql.sql(LIST).param(account)
                .query((row, _) -> new Passkey(new Bytes(row.getBytes("id")).toBase64UrlString(),
                        row.getString("name"),
                        row.getObject("created", OffsetDateTime.class).toInstant(),
                        moment(row, "used"), moment(row, "copied")))
                .list();
    }

    /// @param id in base64url
    /// @return its name
    /// @throws IllegalArgumentException if the account has no such passkey
    public String remove(String account, String id) {
        return sql.sql("delete from passkey where id = ? and account = ? returning name")
                .params(bytes(id), account)
                .query((row, _) -> row.getString("name")).optional()
                .orElseThrow(() -> new IllegalArgumentException("there is no such passkey any more"));
    }

    /// From now on the passkey lets nobody in: who has the original and who has the copy cannot be
    /// told apart.
    void copied(Bytes id) {
        sql.sql("update passkey set copied = now() where id = ? and copied is null")
                .param(id.getBytes()).update();
    }

    Optional<Known> find(Bytes id) {
        return sql.sql(FIND + "where p.id = ?").param(id.getBytes())
                .query((row, _) -> new Known(Accounts.account(row),
                        new Bytes(row.getBytes("passkey_handle")), record(row),
                        row.getObject("copied") != null))
                .optional();
    }

    private static byte[] bytes(String id) {
        try {
            return Bytes.fromBase64(id).getBytes();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"%s\" names no passkey".formatted(Text.shortened(id)), e);
        }
    }

    private static CredentialRecord record(ResultSet row) throws SQLException {
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(new Bytes(row.getBytes("id")))
                .userEntityUserId(new Bytes(row.getBytes("passkey_handle")))
                .attestationObject(new Bytes(row.getBytes("attestation")))
                .transports(Arrays.stream(row.getString("transports").split(" "))
                        .filter(one -> !one.isEmpty())
                        .map(AuthenticatorTransport::valueOf).collect(Collectors.toSet()))
                .signatureCount(row.getLong("counter"))
                .uvInitialized(true) // none is taken without
                .label(row.getString("label"))
                .build();
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    // What the library asks for.

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes id) {
        return find(id).map(Known::record).orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes handle) {
        return sql.sql(FIND + "where a.passkey_handle = ?").param(handle.getBytes())
                .query((row, _) -> record(row)).list();
    }

    /// @throws CounterStoodStill if it is known with this counter, or a later one
    @Override
    public void save(CredentialRecord record) {
        Bytes attestation = Objects.requireNonNull(
                record.getAttestationObject(), "the attestation holds the public key");
        int saved = sql.sql(SAVE)
                .params(record.getCredentialId().getBytes(), Passkey.named(record.getLabel()),
                        attestation.getBytes(),
                        record.getTransports().stream().map(AuthenticatorTransport::getValue)
                                .sorted().collect(Collectors.joining(" ")),
                        record.getSignatureCount(), record.getUserEntityUserId().getBytes())
                .update();
        if (saved == 0) {
            throw new CounterStoodStill();
        }
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String account) {
        byte[] made = new byte[HANDLE_BYTES];
        random.nextBytes(made);
        return sql.sql(HANDLE).params(made, account)
                .query((row, _) -> person(row)).optional().orElse(null);
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
        return sql.sql("""
                select passkey_handle, name, called from account
                where passkey_handle = ? and removed is null
                """).param(handle.getBytes()).query((row, _) -> person(row)).optional().orElse(null);
    }

    private static PublicKeyCredentialUserEntity person(ResultSet row) throws SQLException {
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .id(new Bytes(row.getBytes("passkey_handle")))
                .name(row.getString("name"))
                .displayName(row.getString("called"))
                .build();
    }

    /// The account is there, and [#findByUsername] gave it its handle.
    @Override
    public void save(PublicKeyCredentialUserEntity person) {
        throw new IllegalArgumentException("there is no account \"%s\"".formatted(person.getName()));
    }

    @Override
    public void delete(Bytes id) {
        throw new UnsupportedOperationException("its account removes a passkey");
    }
}
