package limbline.app.security;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import javax.sql.DataSource;
import limbline.app.Settings;
import limbline.app.SignInSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.authentication.logout.HeaderWriterLogoutHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter.Directive;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/// Who gets how far: first these filters (signed in or not), then [RouteGuard] (which role).
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class Security {

    /// Scripts and styles from files of this server only; nothing is loaded from elsewhere, and no
    /// other site shows our pages in a frame.
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self';"
            + " style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
            + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// Nobody asked for times of each filter, and taking them costs more than the filters. Those of
    /// whole requests are taken where they come in.
    @Bean
    SecurityObservationSettings timesOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    Accounts accounts(DataSource database) {
        return new Accounts(database);
    }

    @Bean
    Pins pins(DataSource database, Settings settings) {
        return new Pins(database, settings.isLocal());
    }

    @Bean
    Tickets tickets(DataSource database) {
        return new Tickets(database);
    }

    @Bean
    Lockout lockout(DataSource database, Settings settings) {
        return new Lockout(database, settings.signIn().tries());
    }

    @Bean
    Sessions sessions(DataSource database, Accounts accounts, Settings settings) {
        return new Sessions(database, accounts, settings.idle(), settings.signIn().longest());
    }

    @Bean
    SignIn signIn(Accounts accounts, Lockout lockout, Settings settings) {
        return new SignIn(
                accounts, new Slowdown(InstantSource.system()), lockout, settings.isLocal());
    }

    @Bean
    OwnPassword ownPassword(Accounts accounts, Sessions sessions, Settings settings) {
        return new OwnPassword(accounts, sessions, settings.signIn().knownWords());
    }

    @Bean
    Passkeys passkeys(DataSource database) {
        return new Passkeys(database);
    }

    @Bean
    PasskeyDesk passkeyDesk(Passkeys passkeys, SignIn signIn, Accounts accounts, Settings settings,
            InstantSource clock) {
        return new PasskeyDesk(passkeys, signIn, accounts, settings.signIn().passkeys(), clock);
    }

    /// For programs that watch the server: an administrator's name and password with each request.
    @Bean
    @Order(1)
    SecurityFilterChain watchersFirst(HttpSecurity http) throws Exception {
        return http
                .securityMatcher("/actuator/**")
                .authorizeHttpRequests(routes -> routes
                        .requestMatchers("/actuator/health/**").permitAll()
                        .anyRequest().hasRole(Role.ADMINISTRATOR.name()))
                .httpBasic(Customizer.withDefaults())
                .sessionManagement(session ->
                        session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(Security::headers)
                .build();
    }

    /// For people with a browser.
    @Bean
    @Order(2)
    SecurityFilterChain peopleThen(HttpSecurity http, Sessions sessions, Tickets tickets,
            Accounts accounts, Settings settings) throws Exception {
        HttpSessionRequestCache asked = new HttpSessionRequestCache();
        asked.setRequestMatcher(Security::isPage);
        if (settings.signIn().provider().isPresent()) {
            SignInSettings.Provider provider = settings.signIn().provider().get();
            ClientRegistrationRepository where = Oidc.provider(provider);
            AsAccount asAccount = new AsAccount(accounts);
            asAccount.setRequestCache(asked);
            AuthenticationFailureHandler failed =
                    new SimpleUrlAuthenticationFailureHandler("/sign-in");
            http.oauth2Login(login -> login
                    .loginPage("/sign-in")
                    .clientRegistrationRepository(where)
                    .authorizationEndpoint(ask -> ask.authorizationRequestResolver(
                            Oidc.asking(where, provider)))
                    .authorizedClientRepository(new Oidc.NoTokens())
                    .userInfoEndpoint(people -> people.oidcUserService(
                            Oidc.accounts(accounts, provider, settings.isLocal())))
                    .successHandler(asAccount)
                    .failureHandler(failed)
                    .withObjectPostProcessor(
                            new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
                                @Override
                                public <O extends OAuth2AuthorizationRequestRedirectFilter>
                                        O postProcess(O filter) {
                                    filter.setAuthenticationFailureHandler(failed);
                                    return filter;
                                }
                            }));
        }
        return http
                .authorizeHttpRequests(routes -> routes
                        .requestMatchers("/static/**", "/sign-in", "/sign-in/passkey/**", "/error").permitAll()
                        .anyRequest().authenticated())
                .formLogin(form -> form
                        .loginPage("/sign-in")
                        .usernameParameter("name")
                        .failureUrl("/sign-in"))
                .logout(out -> out
                        .logoutUrl("/sign-out")
                        .addLogoutHandler((request, response, who) -> {
                            tickets.end(request, response);
                            if (who != null && who.getPrincipal() instanceof Account account) {
                                Sessions.of(request).ifPresent(id ->
                                        sessions.end(id, account.name(), account.name()));
                            }
                        })
                        // Pages that the way back would show again; what the theatre has not
                        // delivered yet lies in the browser's storage and stays.
                        .addLogoutHandler(new HeaderWriterLogoutHandler(
                                new ClearSiteDataHeaderWriter(Directive.CACHE)))
                        .logoutSuccessUrl("/sign-in?told=out"))
                .requestCache(cache -> cache.requestCache(asked))
                .exceptionHandling(refused -> refused
                        .authenticationEntryPoint(signInFirst())
                        .accessDeniedHandler(refuse()))
                .addFilterBefore(new StillThere(sessions), AnonymousAuthenticationFilter.class)
                .addFilterBefore(new TicketHolder(tickets), AnonymousAuthenticationFilter.class)
                .headers(Security::headers)
                .build();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy(
                        "camera=(), geolocation=(), microphone=(), payment=(), usb=()"))
                .crossOriginOpenerPolicy(policy -> policy.policy(org.springframework.security.web
                        .header.writers.CrossOriginOpenerPolicyHeaderWriter
                        .CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(policy -> policy.policy(org.springframework.security.web
                        .header.writers.CrossOriginResourcePolicyHeaderWriter
                        .CrossOriginResourcePolicy.SAME_ORIGIN));
    }

    /// Whether it makes sense to come back to a request after signing in: a page that was asked
    /// for as a whole.
    private static boolean isPage(HttpServletRequest request) {
        return request.getMethod().equals(HttpMethod.GET.name())
                && request.getHeader("HX-Request") == null
                && String.valueOf(request.getHeader("Accept")).contains("text/html");
    }

    /// htmx would put the sign-in page where a part of a page belongs; this makes it go there. Who
    /// asked for a stream is told no more than that nobody is signed in.
    private static AuthenticationEntryPoint signInFirst() {
        AuthenticationEntryPoint redirect = new LoginUrlAuthenticationEntryPoint("/sign-in");
        return (request, response, refused) -> {
            String told = request.getAttribute(StillThere.ENDED) == null ? "again" : "ended";
            if (request.getHeader("HX-Request") != null) {
                response.setHeader("HX-Redirect", "/sign-in?told=" + told);
                response.setStatus(401);
            } else if (String.valueOf(request.getHeader("Accept")).contains("text/event-stream")) {
                response.setStatus(401);
            } else if (told.equals("ended")) {
                response.sendRedirect("/sign-in?told=ended");
            } else {
                redirect.commence(request, response, refused);
            }
        };
    }

    /// A sign-in page that was open until its session ended is asked for again; anything else that
    /// comes without its token is refused.
    private static AccessDeniedHandler refuse() {
        RequestMatcher signIn =
                PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/sign-in/**");
        return (request, response, refused) -> {
            if (refused instanceof CsrfException && signIn.matches(request)) {
                response.sendRedirect("/sign-in?told=again");
            } else {
                response.sendError(403);
            }
        };
    }
}
