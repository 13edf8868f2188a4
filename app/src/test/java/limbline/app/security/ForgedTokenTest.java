package limbline.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limbline.app.Keys;
import limbline.app.Server;
import limbline.app.Settings;
import limbline.app.Visitor;
import limbline.app.database.FreshDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A provider that answers whatever somebody would forge: only the whole and right token lets in.
class ForgedTokenTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    private static final String SECRET = "a secret of the test, thirty-two bytes or more";

    @TempDir static Path folder;

    private static HttpServer provider;
    private static String issuer = "";
    private static Server server;
    private static RSAKey key;

    /// The nonce that it was sent last, and the token that it answers with, made of that.
    private static String sent = "";
    private static Forging next = nonce -> "";

    private interface Forging {
        String token(String nonce) throws JOSEException;
    }

    @BeforeAll
    static void begin() throws Exception {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://127.0.0.1:" + provider.getAddress().getPort();
        key = new RSAKeyGenerator(2048).keyID("first").generate();
        provider.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, """
                {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize",
                 "token_endpoint": "%1$s/token", "jwks_uri": "%1$s/keys",
                 "subject_types_supported": ["public"], "response_types_supported": ["code"],
                 "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"]}
                """.formatted(issuer)));
        provider.createContext("/keys", exchange ->
                answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
        provider.createContext("/token", exchange -> answer(exchange, """
                {"access_token": "opaque", "token_type": "Bearer", "expires_in": 60,
                 "scope": "openid", "id_token": "%s"}
                """.formatted(token())));
        provider.start();
        Accounts accounts = new Accounts(fresh.database().dataSource());
        accounts.add("known", "Known", Role.CLINICIAN, new Password("a phrase for the test"), false);
        accounts.callAtProvider("known", "known.person");
        Keys.secret(folder.resolve("secret"), SECRET);
        Files.writeString(folder.resolve(Settings.FILE), """
                bind.port = 0
                oidc.issuer = %s
                oidc.client = limbline
                oidc.secret-file = secret
                """.formatted(issuer));
        server = Server.start(Settings.read(folder, Optional.empty(), Map.of()), fresh.database(),
                InstantSource.system());
    }

    @AfterAll
    static void end() {
        server.close();
        provider.stop(0);
    }

    private static String token() {
        try {
            return next.token(sent);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /// What is wrong with a token, and nothing else.
    @SuppressWarnings("ImmutableEnumChecker") // the functions keep nothing
    enum Wrong {
        NONCE(claims -> claims.claim("nonce", "another")),
        NO_NONCE(claims -> claims.claim("nonce", null)),
        AUDIENCE(claims -> claims.audience("another client")),
        NO_AUDIENCE(claims -> claims.audience((String) null)),
        ISSUER(claims -> claims.issuer("https://elsewhere.example")),
        OVER(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(3_600)))),
        MADE_IN_THE_FUTURE(claims -> claims.issueTime(Date.from(Instant.now().plusSeconds(3_600)))),
        NOBODY(claims -> claims.subject(null)),
        A_STRANGER(claims -> claims.subject("stranger"));

        private final UnaryOperator<JWTClaimsSet.Builder> change;

        Wrong(UnaryOperator<JWTClaimsSet.Builder> change) {
            this.change = change;
        }
    }

    @Test
    void theRightTokenLetsIn() {
        assertThat(signIn(nonce -> signed(key, claims(nonce)))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aTokenThatIsWrongInOneThingLetsNobodyIn(Wrong wrong) {
        assertThat(signIn(nonce -> signed(key, wrong.change.apply(claims(nonce))))).isFalse();
    }

    @Test
    void anotherKeysSignatureUnderTheRightNameLetsNobodyIn() throws Exception {
        RSAKey forged = new RSAKeyGenerator(2048).keyID("first").generate();

        assertThat(signIn(nonce -> signed(forged, claims(nonce)))).isFalse();
    }

    @Test
    void noSignatureAndTheSharedSecretsLetNobodyIn() {
        assertThat(signIn(nonce -> new PlainJWT(claims(nonce).build()).serialize())).isFalse();
        assertThat(signIn(nonce -> {
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256),
                    claims(nonce).build());
            token.sign(new MACSigner(SECRET));
            return token.serialize();
        })).isFalse();
    }

    /// The provider changes its key: the new one is asked for, and the old one proves nobody.
    @Test
    void aNewKeyOfTheProviderIsTakenAndTheOldOneIsNot() throws Exception {
        RSAKey old = key;
        assertThat(signIn(nonce -> signed(old, claims(nonce)))).isTrue();
        key = new RSAKeyGenerator(2048).keyID("second").generate();

        assertThat(signIn(nonce -> signed(key, claims(nonce)))).isTrue();
        assertThat(signIn(nonce -> signed(old, claims(nonce)))).isFalse();
    }

    @Test
    void anAnswerIsTakenOnceAndByTheBrowserThatAskedAlone() {
        Visitor victim = new Visitor(server.address());
        Visitor thief = new Visitor(server.address());
        next = nonce -> signed(key, claims(nonce));
        String state = asked(victim);
        asked(thief);

        assertThat(isIn(thief, state)).as("a stolen answer").isFalse();
        String own = asked(victim);
        assertThat(isIn(victim, own)).isTrue();
        assertThat(victim.get("/login/oauth2/code/hospital?code=c&state=" + own).headers()
                .firstValue("Location").orElseThrow()).as("again").endsWith("/sign-in");
    }

    private static boolean signIn(Forging forging) {
        next = forging;
        Visitor visitor = new Visitor(server.address());
        String state = asked(visitor);
        return isIn(visitor, state);
    }

    /// Goes to the provider, as far as the address there.
    private static String asked(Visitor visitor) {
        String to = visitor.get("/oauth2/authorization/hospital").headers().firstValue("Location")
                .orElseThrow();
        sent = parameter("nonce", to);
        return parameter("state", to);
    }

    private static String parameter(String name, String address) {
        Matcher found = Pattern.compile("[?&]" + name + "=([^&]+)").matcher(address);
        assertThat(found.find()).as(address).isTrue();
        return URLDecoder.decode(found.group(1), StandardCharsets.UTF_8);
    }

    private static boolean isIn(Visitor visitor, String state) {
        visitor.get("/login/oauth2/code/hospital?code=c&state="
                + URLEncoder.encode(state, StandardCharsets.UTF_8));
        return visitor.get("/worklist").statusCode() == 200;
    }

    private static JWTClaimsSet.Builder claims(String nonce) {
        return new JWTClaimsSet.Builder().issuer(issuer).subject("known.person")
                .audience("limbline").claim("nonce", nonce)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
    }

    private static String signed(RSAKey by, JWTClaimsSet.Builder claims) throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(by.getKeyID()).build(), claims.build());
        token.sign(new RSASSASigner(by));
        return token.serialize();
    }
}
