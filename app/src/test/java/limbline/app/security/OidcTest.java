package limbline.app.security;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import limbline.app.Keys;
import limbline.app.Server;
import limbline.app.Settings;
import limbline.app.Site;
import limbline.app.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/// Signing in at the hospital's provider: a real one, Spring's Authorization Server, with a real
/// browser between the two.
class OidcTest {

    @RegisterExtension
    static final Site site = new Site();

    @TempDir static Path folder;

    private static ConfigurableApplicationContext provider;
    private static Server server;
    private static int providersPort;
    private static int port;
    private static int strictPort;

    @BeforeAll
    static void begin() throws Exception {
        providersPort = freePort();
        port = freePort();
        strictPort = freePort();
        SpringApplication application = new SpringApplication(Provider.class);
        application.setDefaultProperties(Map.of("server.port", providersPort,
                "server.address", "127.0.0.1", "server.servlet.session.cookie.name", "PROVIDER",
                "spring.config.location", "optional:classpath:/none/"));
        application.setBanner((_, _, _) -> { });
        application.setLogStartupInfo(false);
        provider = application.run();
        Accounts accounts = new Accounts(site.database().dataSource());
        accounts.add("known", "Known at the hospital", Role.CLINICIAN,
                new Password(Site.PASSWORD), false);
        accounts.callAtProvider("known", "known.person");
        Keys.secret(folder.resolve("secret"), "the secret of the test\n");
        Files.writeString(folder.resolve(Settings.FILE), """
                bind.port = %d
                oidc.issuer = http://127.0.0.1:%d
                oidc.client = limbline
                oidc.secret-file = secret
                oidc.name = Test Hospital
                """.formatted(port, providersPort));
        server = Server.start(Settings.read(folder, Optional.empty(), Map.of()), site.database(),
                InstantSource.system());
    }

    @AfterAll
    static void end() {
        server.close();
        provider.close();
    }

    @Test
    void whoHasAnAccountComesInWithItsRoleAndNoOther() {
        Page page = site.window(Site.Look.DESK_LIGHT);
        signInAtProvider(page, "known.person");

        page.waitForURL(server.address() + "worklist**");
        assertThat(page.locator(".who .called")).hasText("Known at the hospital");
        assertThat(page.locator(".who .role")).hasText("Clinician");
        page.navigate(server.address() + "account");
        assertThat(page.locator("main")).containsText("by single sign-on");
        assertThat(page.navigate(server.address() + "accounts").status()).isEqualTo(403);
    }

    @Test
    void whoHasNoAccountStaysOutWhateverTheProviderSays() {
        Page page = site.window(Site.Look.DESK_LIGHT);
        signInAtProvider(page, "stranger");

        assertThat(page.getByRole(AriaRole.ALERT)).hasText(
                "Test Hospital knows you, but there is no account here for you. Ask an"
                        + " administrator.");
        site.looksRight(page, "sign-in-oidc", Site.Look.DESK_LIGHT, Site.Look.PHONE_DARK);
        page.navigate(server.address() + "worklist");
        assertThat(page.getByLabel("Password")).isVisible();
    }

    /// Failed passwords are against guessing, and nobody guesses the provider.
    @Test
    void whatFailedPasswordsClosedTheProviderOpensAndARemovedAccountStaysOut() {
        Accounts accounts = account("locked", "locked.person");
        site.fresh().asOwner("insert into sign_in_try (name, failed) values ('locked', 20)");
        Page page = site.window(Site.Look.DESK_LIGHT);
        signInAtProvider(page, "locked.person");
        page.waitForURL(server.address() + "worklist**");

        accounts.remove("locked");
        page.navigate(server.address() + "worklist");
        assertThat(page.getByLabel("Password")).isVisible();
        page.getByText("Sign in with Test Hospital").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("there is no account here for you");

        accounts.restore("locked");
        page.getByText("Sign in with Test Hospital").click();
        page.waitForURL(server.address() + "worklist**");
    }

    @Test
    void aWeakerProofThanIsAskedForLetsNobodyIn() throws Exception {
        account("weak", "weak.person");
        account("strong", "strong.person");
        Files.writeString(folder.resolve("strict.properties"), """
                bind.port = %d
                oidc.issuer = http://127.0.0.1:%d
                oidc.client = limbline
                oidc.secret-file = secret
                oidc.name = Test Hospital
                oidc.acr = phr, phrh
                """.formatted(strictPort, providersPort));
        try (Server strict = Server.start(Settings.read(folder,
                Optional.of(folder.resolve("strict.properties")), Map.of()), site.database(),
                InstantSource.system())) {
            assertThat(new Visitor(strict.address()).get("/oauth2/authorization/hospital")
                    .headers().firstValue("Location").orElseThrow())
                    .contains("acr_values=phr%20phrh").contains("code_challenge=")
                    .contains("state=").contains("nonce=");
            Page page = site.window(Site.Look.DESK_LIGHT);
            signInAtProvider(page, strict, "weak.person");
            assertThat(page.getByRole(AriaRole.ALERT)).hasText("Test Hospital proved you by less"
                    + " than this server asks for. Sign in there with a second factor, then try"
                    + " again.");
            page.navigate(strict.address() + "worklist");
            assertThat(page.getByLabel("Password")).isVisible();

            page = site.window(Site.Look.DESK_LIGHT);
            signInAtProvider(page, strict, "strong.person");
            page.waitForURL(strict.address() + "worklist**");
        }
    }

    @Test
    void anAnswerThatNobodyAskedForLetsNobodyIn() {
        Page page = site.window(Site.Look.DESK_LIGHT);
        page.navigate(server.address() + "login/oauth2/code/hospital?code=stolen&state=forged");

        assertThat(page.getByRole(AriaRole.ALERT))
                .hasText("Signing in did not work. Please try again.");
    }

    @Test
    void aProviderThatIsAwayKeepsNobodyFromThePassword() throws Exception {
        Files.writeString(folder.resolve("away.properties"), """
                bind.port = 0
                oidc.issuer = http://127.0.0.1:%d
                oidc.client = limbline
                oidc.secret-file = secret
                """.formatted(freePort()));
        try (Server other = Server.start(Settings.read(folder,
                Optional.of(folder.resolve("away.properties")), Map.of()), site.database(),
                InstantSource.system())) {
            Page page = site.window(Site.Look.DESK_LIGHT);
            page.navigate(other.address() + "oauth2/authorization/hospital");
            assertThat(page.content()).doesNotContain("Exception");
            page.navigate(other.address() + "sign-in");
            site.signIn(page, "clinician", Site.PASSWORD);
            page.waitForURL("**/worklist**");
        }
    }

    private static Accounts account(String name, String person) {
        Accounts accounts = new Accounts(site.database().dataSource());
        accounts.add(name, "Somebody", Role.CLINICIAN, new Password(Site.PASSWORD), false);
        accounts.callAtProvider(name, person);
        return accounts;
    }

    private static void signInAtProvider(Page page, String name) {
        signInAtProvider(page, server, name);
    }

    private static void signInAtProvider(Page page, Server at, String name) {
        page.navigate(at.address() + "sign-in");
        page.getByText("Sign in with Test Hospital").click();
        page.locator("input[name=username]").fill(name);
        page.locator("input[name=password]").fill("at the provider");
        page.locator("button[type=submit]").first().click();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /// The hospital's provider.
    @Configuration(proxyBeanMethods = false)
    @EnableWebSecurity
    @ImportAutoConfiguration({
        ConfigurationPropertiesAutoConfiguration.class,
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        SecurityFilterAutoConfiguration.class,
    })
    static class Provider {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http
                    .oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
                    .authorizeHttpRequests(routes -> routes.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        RegisteredClientRepository clients() {
            return new InMemoryRegisteredClientRepository(RegisteredClient.withId("1")
                    .clientId("limbline")
                    .clientSecret("{noop}the secret of the test")
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .redirectUri("http://127.0.0.1:%d/login/oauth2/code/hospital".formatted(port))
                    .redirectUri("http://127.0.0.1:%d/login/oauth2/code/hospital"
                            .formatted(strictPort))
                    .scope("openid").scope("profile")
                    .build());
        }

        @Bean
        UserDetailsService people() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("locked.person").password("{noop}at the provider").build(),
                    User.withUsername("weak.person").password("{noop}at the provider").build(),
                    User.withUsername("strong.person").password("{noop}at the provider").build(),
                    User.withUsername("known.person").password("{noop}at the provider")
                            .roles("ADMIN").build(),
                    User.withUsername("stranger").password("{noop}at the provider").build());
        }

        /// The weak one came in by a password, the strong one by something that cannot be phished.
        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> strengths() {
            return token -> {
                Authentication principal = Objects.requireNonNull(token.getPrincipal());
                String who = principal.getName();
                if (who.equals("strong.person")) {
                    token.getClaims().claim("acr", "phr");
                } else if (who.equals("weak.person")) {
                    token.getClaims().claim("acr", "0");
                }
            };
        }

        @Bean
        JWKSource<SecurityContext> keys() throws Exception {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            return new ImmutableJWKSet<>(new JWKSet(
                    new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                            .privateKey((RSAPrivateKey) pair.getPrivate())
                            .keyID(UUID.randomUUID().toString()).build()));
        }

        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder()
                    .issuer("http://127.0.0.1:" + providersPort).build();
        }
    }
}
