package limbline.app.page;

import java.net.InetAddress;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limbline.app.Settings;
import limbline.app.SignInSettings;
import limbline.app.database.Database;
import limbline.app.journal.AccessLog;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import limbline.app.security.Accounts;
import limbline.app.security.Lockout;
import limbline.app.security.OwnPassword;
import limbline.app.security.PasskeyDesk;
import limbline.app.security.Passkeys;
import limbline.app.security.Pins;
import limbline.app.security.Restrictions;
import limbline.app.security.RouteGuard;
import limbline.app.security.Sessions;
import limbline.app.security.SignIn;
import org.apache.catalina.valves.RemoteCIDRValve;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.error.ErrorPage;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// The frame of all pages, sign-in, accounts and refusals, put together.
@Configuration(proxyBeanMethods = false)
public class PageParts implements WebMvcConfigurer {

    private final ObjectProvider<Pages> pages;
    private final ObjectProvider<Restrictions> restrictions;

    PageParts(ObjectProvider<Pages> pages, ObjectProvider<Restrictions> restrictions) {
        this.pages = pages;
        this.restrictions = restrictions;
    }

    @Bean
    Pages pages(Database database, Settings settings) {
        return new Pages(Words.english(), new Assets(), centre(database, settings.centre()),
                settings.zone());
    }

    /// A centre nobody has named yet is called by its id.
    private static Centre centre(Database database, String id) {
        Centres centres = new Centres(database.sql());
        centres.add(new Centre(id, id, false));
        return centres.all().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    @Bean
    SignInPage signInPage(Pages pages, Settings settings) {
        return new SignInPage(pages,
                settings.signIn().provider().map(SignInSettings.Provider::called),
                settings.signIn().passkeys().isPresent());
    }

    @Bean
    Appearance appearance() {
        return new Appearance();
    }

    @Bean
    AccountsPage accountsPage(
            Pages pages, Accounts accounts, Lockout lockout, Sessions sessions,
            Restrictions restrictions) {
        return new AccountsPage(pages, accounts, lockout, sessions, restrictions);
    }

    @Bean
    SessionsPage sessionsPage(Lockout lockout, Sessions sessions) {
        return new SessionsPage(lockout, sessions);
    }

    @Bean
    OwnAccountPage ownAccountPage(Pages pages, Pins pins, SignIn signIn, OwnPassword ownPassword,
            Passkeys passkeys, PasskeyDesk passkeyDesk, Sessions sessions, Database database) {
        return new OwnAccountPage(pages, pins, signIn, ownPassword, passkeys, passkeyDesk, sessions,
                new AccessLog(database.sql()));
    }

    @Bean
    PasskeyPage passkeyPage(Pages pages, OwnAccountPage account, Passkeys passkeys,
            PasskeyDesk desk, Database database) {
        return new PasskeyPage(pages, account, passkeys, desk, new AccessLog(database.sql()));
    }

    @Bean
    Refusals refusals(Pages pages, Settings settings) {
        return new Refusals(pages, settings.signIn().glass());
    }

    @Bean
    Restrictions restrictions(Database database) {
        return new Restrictions(database.sql());
    }

    @Bean
    GlassPage glassPage(
            Pages pages, Restrictions restrictions, Database database, Settings settings) {
        return new GlassPage(pages, restrictions, new AccessLog(database.sql()),
                settings.signIn().glass());
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> refusalsOfTheContainer() {
        return factory -> factory.addErrorPages(new ErrorPage("/error"));
    }

    /// Where the settings name the proxies, nobody else connects: the way to here is in the clear,
    /// and what a stranger says of its address would be believed.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> proxiesAlone(Settings settings) {
        return factory -> {
            if (settings.encryption() instanceof Settings.Encryption.Proxy(var proxies)
                    && !proxies.isEmpty()) {
                RemoteCIDRValve door = new RemoteCIDRValve();
                door.setUsePeerAddress(true);
                door.setAllow(Stream.concat(Stream.of("127.0.0.0/8", "::1"),
                        proxies.stream().map(InetAddress::getHostAddress))
                        .collect(Collectors.joining(",")));
                factory.addEngineValves(door);
            }
        };
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new RouteGuard());
        registry.addInterceptor(new GlassGuard(pages.getObject(), restrictions.getObject()));
        registry.addInterceptor(new RequestLog());
    }

    /// A file's address changes with the file (see [Assets]), so it may be kept for ever.
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/static/**")
                .addResourceLocations("classpath:/static/")
                .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable());
    }
}
