package limbline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a file of settings may say.
class SettingsTest {

    @TempDir Path folder;

    @Test
    void withoutAFileItRunsOnThisMachineOnly() {
        Settings settings = Settings.read(folder, Optional.empty(), Map.of());

        assertThat(settings.address().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8420);
        assertThat(settings.isLocal()).isTrue();
        assertThat(settings.idle()).hasMinutes(30);
        assertThat(settings.database()).isEmpty();
    }

    @Test
    void theEnvironmentWinsOverTheFile() throws IOException {
        Files.writeString(folder.resolve(Settings.FILE), "bind.port = 9000\nlogs = json\n");

        Settings settings =
                Settings.read(folder, Optional.empty(), Map.of("LIMBLINE_BIND_PORT", "9001"));

        assertThat(settings.port()).isEqualTo(9001);
        assertThat(settings.logs()).isEqualTo(Settings.Logs.JSON);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bind.prot=1               | there is no setting "bind.prot"; the settings are: centre, zone, bind.address
            bind.port=-1              | bind.port is "-1"; it must be a whole number
            bind.port=65536           | bind.port is 65536; from 0 (any) to 65535
            bind.address=not an address | bind.address is "not an address", which is no address of this machine
            bind.address=0.0.0.0      | passwords and records would go there in the clear: set tls.certificate and tls.key
            session.idle-minutes=0    | session.idle-minutes is 0; from 1 to 720
            session.idle-minutes=721  | session.idle-minutes is 721; from 1 to 720
            session.longest-hours=0   | session.longest-hours is 0; from 1 to 24
            session.longest-hours=25  | session.longest-hours is 25; from 1 to 24
            oidc.issuer=http://sso.example | oidc.issuer is "http://sso.example"; it must begin with https://
            oidc.issuer=https://sso.example | oidc.issuer is set, so oidc.client is needed too
            glass.minutes=4           | glass.minutes is 4; from 5 to 720
            glass.minutes=721         | glass.minutes is 721; from 5 to 720
            sign-in.tries=2           | sign-in.tries is 2; from 3 to 100
            sign-in.tries=101         | sign-in.tries is 101; from 3 to 100
            tls.proxy=perhaps         | tls.proxy is "perhaps"; it may be yes or no, or the addresses of the proxies, as 10.1.2.3
            tls.proxy=10.1.2.3, proxy | tls.proxy is "10.1.2.3, proxy"; it may be yes or no
            tls.key=key.pem           | tls.certificate and tls.key go together; only one of them is set
            logs=xml                  | logs is "xml"; it may be text or json
            zone=Middle/Earth         | zone is "Middle/Earth", which is no time zone
            database.url=jdbc:postgresql://db/limbline | database.url is set, so database.owner is needed too
            """)
    void aWrongSettingIsToldWithItsFileAndWhatIsAllowed(String line, String sentence)
            throws IOException {
        Path file = folder.resolve(Settings.FILE);
        Files.writeString(file, line);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.read(folder, Optional.empty(), Map.of()))
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(sentence);
    }

    @Test
    void aFileThatIsNamedMustBeThere() {
        Path missing = folder.resolve("missing.properties");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.read(folder, Optional.of(missing), Map.of()))
                .withMessageStartingWith("the settings in " + missing + " cannot be read");
    }

    @Test
    void behindAProxyTheServerIsReachedByOthersEvenOnTheLoopbackAddress() {
        assertThat(Settings.of(Map.of("tls.proxy", "yes"), Map.of(), folder).isLocal()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"rw-------, false", "rw-r-----, false", "rw-r--r--, true", "rw----r--, true"})
    void aSecretThatEverybodyOnTheMachineCanReadIsRefused(String permissions, boolean refused)
            throws IOException {
        Path key = folder.resolve("key.pem");
        Keys.secret(key, "a key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(permissions));
        Files.writeString(folder.resolve("own.pem"), "a certificate");
        Map<String, String> given = Map.of("tls.certificate", "own.pem", "tls.key", "key.pem");

        if (refused) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Settings.of(given, Map.of(), folder))
                    .withMessage("tls.key: everybody on this machine can read %s; close it to"
                            + " others: chmod o= %s", key, key);
        } else {
            assertThat(Settings.of(given, Map.of(), folder).encryption())
                    .isInstanceOf(Settings.Encryption.Here.class);
        }
    }

    @Test
    void thePasswordsOfAnExternalDatabaseComeFromFiles() throws IOException {
        Keys.secret(folder.resolve("owner"), "secret of the owner\n");
        Keys.secret(folder.resolve("server"), "secret of the server\n");
        Map<String, String> file = new HashMap<>(Map.of(
                "database.url", "jdbc:postgresql://db/limbline?sslmode=verify-full",
                "database.owner", "limbline_owner",
                "database.owner-password-file", "owner",
                "database.server", "limbline_server",
                "database.server-password-file", "server"));

        Settings.External external = Settings.of(file, Map.of(), folder).database().orElseThrow();

        assertThat(external.owner().password()).isEqualTo("secret of the owner");
        assertThat(external.server().password()).isEqualTo("secret of the server");

        for (String clear : List.of("//db/limbline", "//db/limbline?sslmode=prefer",
                "//localhost,db:5433/limbline?targetServerType=primary")) {
            file.put("database.url", "jdbc:postgresql:" + clear);
            assertThatIllegalArgumentException().as(clear)
                    .isThrownBy(() -> Settings.of(file, Map.of(), folder)).withMessageStartingWith(
                            "database.url reaches db without TLS, so records would go there in the"
                                    + " clear: add sslmode=verify-full to it");
        }
        for (String taken : List.of("limbline", "//localhost/limbline", "//127.0.0.1:5433/limbline",
                "//[::1]/limbline", "//one,two/limbline?sslmode=verify-ca")) {
            file.put("database.url", "jdbc:postgresql:" + taken);
            assertThat(Settings.of(file, Map.of(), folder).database()).as(taken).isPresent();
        }
        for (String secret : List.of("jdbc:postgresql://db/limbline?user=a&password=hidden",
                "postgresql://a:hidden@db/limbline")) {
            file.put("database.url", secret);
            assertThatIllegalArgumentException().as(secret)
                    .isThrownBy(() -> Settings.of(file, Map.of(), folder))
                    .withMessageContaining("names a user or a password")
                    .withMessageNotContaining("hidden");
        }
    }

    @Test
    void everySettingIsDescribedInTheHandbook() throws IOException {
        String handbook = Files.readString(Path.of("..", "docs", "settings.md"));
        for (Settings.Key key : Settings.Key.values()) {
            assertThat(handbook).contains("`" + key + "`").contains("`" + key.variable() + "`");
        }
    }

    @Test
    void wherePasskeysAreGoodIsAnAddressThatBrowsersTake() {
        assertThat(place("https://limb.hospital.example", ""))
                .isEqualTo("https://limb.hospital.example limb.hospital.example");
        assertThat(place("https://limb.hospital.example:8443", "hospital.example"))
                .isEqualTo("https://limb.hospital.example:8443 hospital.example");
        assertThat(place("http://localhost:8420", "")).isEqualTo("http://localhost:8420 localhost");
        refusesPlace("https://limb.hospital.example/", "", "with a port if it is not the usual one");
        refusesPlace("limb.hospital.example", "", "passkey.origin is \"limb.hospital.example\"");
        refusesPlace("http://limb.hospital.example", "", "it must begin with https://");
        refusesPlace("https://10.1.2.3", "", "for names only, not for addresses in numbers");
        refusesPlace("https://[::1]", "", "for names only, not for addresses in numbers");
        refusesPlace("https://a b", "", "which is no address");
        refusesPlace("https://limb.hospital.example", "example", "it must be the host");
        refusesPlace("https://limb.hospital.example", "pital.example", "it must be the host");
        refusesPlace("https://limb.hospital.example", "other.example", "it must be the host");
        assertThat(Settings.standard().signIn().passkeys()).isEmpty();
    }

    private static String place(String origin, String domain) {
        return Settings.of(Map.of("passkey.origin", origin, "passkey.domain", domain), Map.of(),
                Path.of(".")).signIn().passkeys()
                .map(place -> place.origin() + " " + place.domain()).orElseThrow();
    }

    private static void refusesPlace(String origin, String domain, String why) {
        assertThatIllegalArgumentException().as(origin).isThrownBy(() -> place(origin, domain))
                .withMessageContaining(why);
    }
}
