package limbline.app;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import limbline.app.database.Access;
import limbline.app.hl7.Senders;
import limbline.measure.Check;
import limbline.measure.Text;

/// How this installation runs: from `limbline.properties` in the data folder, or the file named by
/// `--config`. A variable of the environment wins over the file: `LIMBLINE_BIND_PORT` over
/// `bind.port`. `docs/settings.md` describes each key.
///
/// @param centre the id of the centre whose patients the pages show
/// @param zone in which an instant becomes a day
/// @param address to listen on
/// @param port to listen on; 0 for any that is free
/// @param encryption whether and where TLS ends
/// @param idle how long a session lasts without a request
/// @param database the hospital's own PostgreSQL, or empty for the embedded one
/// @param logs as text for a person, or a JSON object a line for a program
/// @param feed how messages of the laboratory come in; empty where none do
/// @param signIn how people prove who they are
/// @param criteria the centre's own folder of criteria for the board; empty for those that ship
public record Settings(
        String centre,
        ZoneId zone,
        InetAddress address,
        int port,
        Encryption encryption,
        Duration idle,
        Optional<External> database,
        Logs logs,
        Optional<FeedSettings> feed,
        SignInSettings signIn,
        Optional<Path> criteria) {

    /// The name of the file in the data folder.
    public static final String FILE = "limbline.properties";

    /// Every setting, by its key.
    public enum Key {
        CENTRE("centre", "centre"),
        ZONE("zone", ""),
        BIND_ADDRESS("bind.address", "127.0.0.1"),
        BIND_PORT("bind.port", "8420"),
        TLS_CERTIFICATE("tls.certificate", ""),
        TLS_KEY("tls.key", ""),
        TLS_PROXY("tls.proxy", "no"),
        SESSION_IDLE_MINUTES("session.idle-minutes", "30"),
        SESSION_LONGEST_HOURS("session.longest-hours", "12"),
        SIGN_IN_TRIES("sign-in.tries", "20"),
        GLASS_MINUTES("glass.minutes", "60"),
        OIDC_ISSUER("oidc.issuer", ""),
        OIDC_CLIENT("oidc.client", ""),
        OIDC_SECRET_FILE("oidc.secret-file", ""),
        OIDC_CLAIM("oidc.claim", "sub"),
        OIDC_NAME("oidc.name", "single sign-on"),
        OIDC_ACR("oidc.acr", ""),
        PASSWORD_WORDS("password.words", ""),
        PASSKEY_ORIGIN("passkey.origin", ""),
        PASSKEY_DOMAIN("passkey.domain", ""),
        DATABASE_URL("database.url", ""),
        DATABASE_OWNER("database.owner", ""),
        DATABASE_OWNER_PASSWORD_FILE("database.owner-password-file", ""),
        DATABASE_SERVER("database.server", ""),
        DATABASE_SERVER_PASSWORD_FILE("database.server-password-file", ""),
        LOGS("logs", "text"),
        FEED_PORT("feed.port", ""),
        FEED_ADDRESS("feed.address", "127.0.0.1"),
        FEED_SENDERS("feed.senders", ""),
        FEED_CLEAR("feed.clear", "no"),
        FEED_TLS_CERTIFICATE("feed.tls.certificate", ""),
        FEED_TLS_KEY("feed.tls.key", ""),
        FEED_TLS_CLIENTS("feed.tls.clients", ""),
        FEED_PROCESSING("feed.processing", "P"),
        FEED_MAP("feed.map", ""),
        FEED_ZONE("feed.zone", ""),
        FEED_SILENCE_SECONDS("feed.silence-seconds", "300"),
        FEED_KEEP_DAYS("feed.keep-days", "30"),
        CRITERIA("criteria", "");

        private final String key;
        private final String unset;

        Key(String key, String unset) {
            this.key = key;
            this.unset = unset;
        }

        String variable() {
            return "LIMBLINE_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        }

        @Override
        public String toString() {
            return key;
        }
    }

    /// Where the way between browser and server is encrypted.
    public sealed interface Encryption {

        /// Nowhere: for a server that only this machine reaches.
        record None() implements Encryption {}

        /// Here.
        ///
        /// @param certificate a PEM file, with the chain
        /// @param key a PEM file
        record Here(Path certificate, Path key) implements Encryption {}

        /// In a reverse proxy before this server.
        ///
        /// @param addresses of the proxies, beside which nobody but this machine may connect; empty
        ///     where any on this machine or in a private network is one
        record Proxy(List<InetAddress> addresses) implements Encryption {
            public Proxy {
                addresses = List.copyOf(addresses);
            }
        }
    }

    /// How to reach the hospital's PostgreSQL in its two roles.
    public record External(Access owner, Access server) {}

    public enum Logs { TEXT, JSON }

    public Settings {
        Check.that(port >= 0 && port <= 65_535, "bind.port is %s; from 0 (any) to 65535", port);
        Check.that(idle.toMinutes() >= 1 && idle.toMinutes() <= 720,
                "session.idle-minutes is %s; from 1 to 720", idle.toMinutes());
        Check.that(address.isLoopbackAddress() || !(encryption instanceof Encryption.None),
                "%s is an address that other machines reach, so passwords and records would go"
                        + " there in the clear: set tls.certificate and tls.key, or tls.proxy = yes"
                        + " if a proxy before this server speaks TLS", address.getHostAddress());
    }

    /// What holds where nothing is set: on this machine only, with the embedded database.
    public static Settings standard() {
        return of(Map.of(), Map.of(), Path.of("."));
    }

    /// The settings of a data folder.
    ///
    /// @param file that must be there, or empty for [#FILE] in `folder`, which may be missing
    /// @throws IllegalArgumentException with the file, the key and what is allowed
    public static Settings read(Path folder, Optional<Path> file, Map<String, String> environment) {
        Path read = file.orElse(folder.resolve(FILE));
        if (file.isEmpty() && !Files.exists(read)) {
            return of(Map.of(), environment, folder);
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(read)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the settings in %s cannot be read: %s".formatted(read, e.getMessage()), e);
        }
        Map<String, String> values = new TreeMap<>();
        properties.forEach((key, value) -> values.put((String) key, (String) value));
        try {
            Path beside = read.toAbsolutePath().getParent();
            return of(values, environment, beside == null ? folder : beside);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(read + ": " + e.getMessage(), e);
        }
    }

    /// @param folder that relative paths start from
    static Settings of(Map<String, String> file, Map<String, String> environment, Path folder) {
        for (String key : file.keySet()) {
            Check.that(Arrays.stream(Key.values()).anyMatch(known -> known.key.equals(key)),
                    "there is no setting \"%s\"; the settings are: %s", Text.shortened(key),
                    String.join(", ", Arrays.stream(Key.values()).map(Key::toString).toList()));
        }
        Function<Key, String> given = key -> environment
                .getOrDefault(key.variable(), file.getOrDefault(key.key, key.unset)).strip();
        return new Settings(
                given.apply(Key.CENTRE),
                zone(given.apply(Key.ZONE)),
                address(Key.BIND_ADDRESS, given.apply(Key.BIND_ADDRESS)),
                number(Key.BIND_PORT, given),
                encryption(given, folder),
                Duration.ofMinutes(number(Key.SESSION_IDLE_MINUTES, given)),
                database(given, folder),
                oneOf(Key.LOGS, given, List.of("text", "json")).equals("json")
                        ? Logs.JSON : Logs.TEXT,
                feed(given, folder),
                new SignInSettings(number(Key.SIGN_IN_TRIES, given),
                        Duration.ofHours(number(Key.SESSION_LONGEST_HOURS, given)),
                        Duration.ofMinutes(number(Key.GLASS_MINUTES, given)),
                        provider(given, folder), passkeys(given),
                        List.of(given.apply(Key.PASSWORD_WORDS).split("[,\\s]+"))),
                criteria(given.apply(Key.CRITERIA), folder));
    }

    /// Whether nobody on another machine can reach the server.
    public boolean isLocal() {
        return address.isLoopbackAddress() && !(encryption instanceof Encryption.Proxy);
    }

    /// These settings with another port.
    public Settings atPort(int other) {
        return new Settings(centre, zone, address, other, encryption, idle, database, logs,
                feed, signIn, criteria);
    }

    /// These settings for another centre.
    public Settings ofCentre(String other) {
        return new Settings(other, zone, address, port, encryption, idle, database, logs,
                feed, signIn, criteria);
    }

    /// These settings with messages of the laboratory taken at a port of this machine.
    public Settings withFeedAtPort(int feedPort) {
        FeedSettings taken = feed.orElseGet(() -> new FeedSettings(
                InetAddress.getLoopbackAddress(), feedPort, Senders.parse(""), Optional.empty(),
                false, Set.of("P"), Optional.empty(), zone, Duration.ofMinutes(5),
                FeedSettings.USUAL_DAYS));
        return new Settings(centre, zone, address, port, encryption, idle, database, logs,
                Optional.of(taken), signIn, criteria);
    }

    private static Optional<FeedSettings> feed(Function<Key, String> given, Path folder) {
        if (given.apply(Key.FEED_PORT).isEmpty()) {
            return Optional.empty();
        }
        String certificate = given.apply(Key.FEED_TLS_CERTIFICATE);
        String key = given.apply(Key.FEED_TLS_KEY);
        String clients = given.apply(Key.FEED_TLS_CLIENTS);
        Check.that(certificate.isEmpty() == key.isEmpty(),
                "feed.tls.certificate and feed.tls.key go together; only one of them is set");
        Check.that(clients.isEmpty() || !key.isEmpty(),
                "feed.tls.clients asks senders for certificates, so feed.tls.certificate and"
                        + " feed.tls.key are needed too");
        String zone = given.apply(Key.FEED_ZONE);
        String map = given.apply(Key.FEED_MAP);
        return Optional.of(new FeedSettings(
                address(Key.FEED_ADDRESS, given.apply(Key.FEED_ADDRESS)),
                number(Key.FEED_PORT, given),
                senders(given.apply(Key.FEED_SENDERS)),
                key.isEmpty() ? Optional.empty() : Optional.of(new FeedSettings.Tls(
                        readable(Key.FEED_TLS_CERTIFICATE, certificate, folder),
                        unseen(Key.FEED_TLS_KEY, key, folder),
                        clients.isEmpty() ? Optional.empty()
                                : Optional.of(readable(Key.FEED_TLS_CLIENTS, clients, folder)))),
                oneOf(Key.FEED_CLEAR, given, List.of("yes", "no")).equals("yes"),
                Set.of(given.apply(Key.FEED_PROCESSING).strip().split("\\s*,\\s*")),
                map.isEmpty() ? Optional.empty()
                        : Optional.of(readable(Key.FEED_MAP, map, folder)),
                zone(zone.isEmpty() ? given.apply(Key.ZONE) : zone),
                Duration.ofSeconds(number(Key.FEED_SILENCE_SECONDS, given)),
                number(Key.FEED_KEEP_DAYS, given)));
    }

    private static Senders senders(String text) {
        try {
            return Senders.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("feed.senders: " + e.getMessage(), e);
        }
    }

    private static ZoneId zone(String text) {
        try {
            return text.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(("zone is \"%s\", which is no time zone; for example"
                    + " Europe/Berlin, or nothing for the machine's own")
                    .formatted(Text.shortened(text)), e);
        }
    }

    private static InetAddress address(Key key, String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(("%s is \"%s\", which is no address of"
                    + " this machine; for example 127.0.0.1 (this machine only) or 0.0.0.0 (all)")
                    .formatted(key, Text.shortened(text)), e);
        }
    }

    private static Encryption encryption(Function<Key, String> given, Path folder) {
        String certificate = given.apply(Key.TLS_CERTIFICATE);
        String key = given.apply(Key.TLS_KEY);
        Optional<Encryption.Proxy> proxy = proxy(given.apply(Key.TLS_PROXY));
        Check.that(certificate.isEmpty() == key.isEmpty(),
                "tls.certificate and tls.key go together; only one of them is set");
        Check.that(proxy.isEmpty() || key.isEmpty(),
                "tls.proxy says that a proxy ends TLS, and tls.key that this server does:"
                        + " remove one of them");
        if (proxy.isPresent()) {
            return proxy.get();
        }
        return key.isEmpty()
                ? new Encryption.None()
                : new Encryption.Here(readable(Key.TLS_CERTIFICATE, certificate, folder),
                        unseen(Key.TLS_KEY, key, folder));
    }

    private static Optional<Encryption.Proxy> proxy(String text) {
        return switch (text) {
            case "no" -> Optional.empty();
            case "yes" -> Optional.of(new Encryption.Proxy(List.of()));
            default -> Optional.of(new Encryption.Proxy(Stream.of(text.split("[,\\s]+"))
                    .map(one -> literal(one, text)).toList()));
        };
    }

    private static InetAddress literal(String one, String text) {
        try {
            return InetAddress.ofLiteral(one);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(("%s is \"%s\"; it may be yes or no, or the addresses"
                    + " of the proxies, as 10.1.2.3").formatted(Key.TLS_PROXY,
                    Text.shortened(text)), e);
        }
    }

    private static Optional<SignInSettings.Provider> provider(
            Function<Key, String> given, Path folder) {
        String issuer = given.apply(Key.OIDC_ISSUER);
        String file = given.apply(Key.OIDC_SECRET_FILE);
        return issuer.isEmpty() ? Optional.empty() : Optional.of(new SignInSettings.Provider(issuer,
                given.apply(Key.OIDC_CLIENT),
                file.isEmpty() ? "" : secret(Key.OIDC_SECRET_FILE, given, folder),
                given.apply(Key.OIDC_CLAIM), given.apply(Key.OIDC_NAME),
                Stream.of(given.apply(Key.OIDC_ACR).split("[,\\s]+"))
                        .filter(word -> !word.isEmpty()).toList()));
    }

    private static Optional<SignInSettings.PasskeyPlace> passkeys(Function<Key, String> given) {
        String origin = given.apply(Key.PASSKEY_ORIGIN);
        return origin.isEmpty() ? Optional.empty() : Optional.of(
                SignInSettings.PasskeyPlace.parse(origin, given.apply(Key.PASSKEY_DOMAIN)));
    }

    private static Optional<External> database(Function<Key, String> given, Path folder) {
        String url = given.apply(Key.DATABASE_URL);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        Access owner = new Access(url, set(Key.DATABASE_OWNER, given),
                secret(Key.DATABASE_OWNER_PASSWORD_FILE, given, folder));
        owner.inTheClear().ifPresent(host -> {
            throw new IllegalArgumentException(("database.url reaches %s without TLS, so records"
                    + " would go there in the clear: add sslmode=verify-full to it, as in"
                    + " jdbc:postgresql://host:5432/limbline?sslmode=verify-full").formatted(host));
        });
        return Optional.of(new External(owner,
                new Access(url, set(Key.DATABASE_SERVER, given),
                        secret(Key.DATABASE_SERVER_PASSWORD_FILE, given, folder))));
    }

    private static String secret(Key key, Function<Key, String> given, Path folder) {
        try {
            return Files.readString(unseen(key, set(key, given), folder)).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "%s: the file cannot be read: %s".formatted(key, e.getMessage()), e);
        }
    }

    private static String set(Key key, Function<Key, String> given) {
        String value = given.apply(key);
        Check.that(!value.isEmpty(), "database.url is set, so %s is needed too", key);
        return value;
    }

    private static Path readable(Key key, String file, Path folder) {
        Path path = folder.resolve(file);
        Check.that(Files.isReadable(path), "%s: there is no readable file %s", key, path);
        return path;
    }

    /// A file with a secret, which not everybody on this machine may read.
    private static Path unseen(Key key, String file, Path folder) {
        Path path = readable(key, file, folder);
        try {
            Check.that(!Files.getFileStore(path).supportsFileAttributeView("posix")
                            || !Files.getPosixFilePermissions(path)
                                    .contains(PosixFilePermission.OTHERS_READ),
                    "%s: everybody on this machine can read %s; close it to others: chmod o= %s",
                    key, path, path);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "%s: who can read %s is not known: %s".formatted(key, path, e.getMessage()), e);
        }
        return path;
    }

    private static Optional<Path> criteria(String given, Path folder) {
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Path path = folder.resolve(given);
        Check.that(Files.isDirectory(path), "%s: there is no folder %s", Key.CRITERIA, path);
        return Optional.of(path);
    }

    private static int number(Key key, Function<Key, String> given) {
        String text = given.apply(key);
        Check.that(text.matches("[0-9]{1,6}"), "%s is \"%s\"; it must be a whole number", key,
                Text.shortened(text));
        return Integer.parseInt(text);
    }

    private static String oneOf(Key key, Function<Key, String> given, List<String> allowed) {
        String text = given.apply(key);
        Check.that(allowed.contains(text), "%s is \"%s\"; it may be %s", key, Text.shortened(text),
                String.join(" or ", allowed));
        return text;
    }
}
