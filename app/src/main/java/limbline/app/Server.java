package limbline.app;

import static java.util.Objects.requireNonNull;

import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import limbline.app.board.BoardParts;
import limbline.app.breakit.BreakItParts;
import limbline.app.console.ConsoleParts;
import limbline.app.course.CourseParts;
import limbline.app.course.PatientParts;
import limbline.app.database.CannotStart;
import limbline.app.database.Database;
import limbline.app.database.Everywhere;
import limbline.app.evidence.EvidenceParts;
import limbline.app.followup.ClinicParts;
import limbline.app.live.LiveParts;
import limbline.app.order.OrderParts;
import limbline.app.page.PageParts;
import limbline.app.print.PrintParts;
import limbline.app.protocol.ProtocolParts;
import limbline.app.runsheet.RunSheetParts;
import limbline.app.security.Security;
import limbline.app.series.SeriesParts;
import limbline.app.theatre.TheatreParts;
import limbline.app.ward.WardParts;
import limbline.app.ward.FeedListener;
import limbline.app.ward.FeedParts;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthContributorAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsEndpointAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.jvm.JvmMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.system.SystemMetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatServletManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.actuate.endpoint.web.WebMvcHealthEndpointExtensionAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.context.support.StandardServletEnvironment;

/// The web server, running. What Spring puts together is listed here and nowhere else: no class
/// path is searched, and neither a file nor a variable of Spring's own changes anything.
public final class Server implements AutoCloseable {

    private final ServletWebServerApplicationContext context;
    private final Settings settings;
    private final Database here;

    private Server(ServletWebServerApplicationContext context, Settings settings, Database here) {
        this.context = context;
        this.here = here;
        this.settings = settings;
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        // HTTP
        ConfigurationPropertiesAutoConfiguration.class,
        LifecycleAutoConfiguration.class,
        SslAutoConfiguration.class,
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        HttpEncodingAutoConfiguration.class,
        MultipartAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        SecurityFilterAutoConfiguration.class,
        // health and metrics
        EndpointAutoConfiguration.class,
        JacksonEndpointAutoConfiguration.class,
        WebEndpointAutoConfiguration.class,
        ManagementContextAutoConfiguration.class,
        ServletManagementContextAutoConfiguration.class,
        TomcatServletManagementContextAutoConfiguration.class,
        HealthContributorRegistryAutoConfiguration.class,
        HealthContributorAutoConfiguration.class,
        DataSourceHealthContributorAutoConfiguration.class,
        HealthEndpointAutoConfiguration.class,
        WebMvcHealthEndpointExtensionAutoConfiguration.class,
        ObservationAutoConfiguration.class,
        MetricsAutoConfiguration.class,
        SimpleMetricsExportAutoConfiguration.class,
        CompositeMeterRegistryAutoConfiguration.class,
        MetricsEndpointAutoConfiguration.class,
        JvmMetricsAutoConfiguration.class,
        SystemMetricsAutoConfiguration.class,
        WebMvcObservationAutoConfiguration.class,
    })
    @Import({
        Security.class,
        PageParts.class,
        PrintParts.class,
        LiveParts.class,
        BreakItParts.class,
        ConsoleParts.class,
        CourseParts.class,
        PatientParts.class,
        ProtocolParts.class,
        WardParts.class,
        ClinicParts.class,
        TheatreParts.class,
        EvidenceParts.class,
        SeriesParts.class, BoardParts.class,
        FeedParts.class,
        OrderParts.class,
        RunSheetParts.class,
    })
    static class Parts {}

    /// Starts serving.
    ///
    /// @param database that stays open until after [#close]; the caller's to close
    /// @param clock what the pages take for now
    /// @throws CannotStart if the port is taken or may not be used, with what to do
    public static Server start(Settings settings, Database database, InstantSource clock) {
        Database here = database.ofCentre(settings.centre());
        SpringApplication application = new SpringApplication(Parts.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false); // who started it stops it
        application.setEnvironment(environment(settings));
        application.addInitializers(context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.getBeanFactory().registerSingleton("settings", settings);
            beans.getBeanFactory().registerSingleton("database", here);
            beans.getBeanFactory().registerSingleton("dataSource", here.dataSource());
            beans.getBeanFactory().registerSingleton("everywhere", new Everywhere(database));
            beans.getBeanFactory().registerSingleton("clock", clock);
        });
        try {
            return new Server((ServletWebServerApplicationContext) application.run(), settings,
                    here);
        } catch (RuntimeException e) {
            here.close();
            throw explained(e, settings);
        }
    }

    private static StandardServletEnvironment environment(Settings settings) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("spring.main.web-application-type", "servlet");
        values.put("spring.config.location", "optional:classpath:/none/"); // ours alone counts
        values.put("spring.threads.virtual.enabled", "true");
        values.put("spring.lifecycle.timeout-per-shutdown-phase", "20s");
        values.put("spring.servlet.multipart.max-file-size", "20MB");
        values.put("spring.servlet.multipart.max-request-size", "21MB");
        values.put("spring.web.resources.add-mappings", "false"); // see PageParts
        values.put("server.shutdown", "graceful");
        values.put("server.tomcat.connection-timeout", "20s"); // who says nothing is let go
        values.put("server.address", settings.address().getHostAddress());
        values.put("server.port", settings.port());
        values.put("server.compression.enabled", "true");
        values.put("server.compression.mime-types",
                "text/html,text/css,text/javascript,application/json,image/svg+xml");
        values.put("server.servlet.session.timeout", settings.idle());
        values.put("server.servlet.session.tracking-modes", "cookie"); // never in an address
        values.put("server.servlet.session.cookie.name", "LIMBLINE");
        values.put("server.servlet.session.cookie.http-only", "true");
        values.put("server.servlet.session.cookie.same-site", "lax");
        values.put("management.endpoints.web.exposure.include", "health,metrics");
        values.put("management.endpoint.health.show-details", "never");
        values.put("management.defaults.metrics.export.enabled", "false");
        values.put("management.simple.metrics.export.enabled", "true");
        values.put("logging.level.root", "warn");
        values.put("logging.level.limbline", "info");
        // Below, these tell what was typed, sessions, and addresses with whom somebody searched for.
        List.of("org.apache.coyote", "org.springframework.security.web",
                "org.springframework.web.servlet.DispatcherServlet")
                .forEach(one -> values.put("logging.level." + one, "info"));
        values.put("logging.level.ca.uhn.hl7v2", "error"); // it misses structures nobody uses
        values.put("logging.level.com.zaxxer.hikari", "error"); // it warns of every hurried close
        // What stops the start is thrown, and told by whoever asked for it.
        values.put("logging.level.org.springframework.boot.diagnostics", "off");
        values.put("logging.level.org.springframework.boot.web.server.servlet.context", "off");
        values.put("logging.level.org.springframework.web.servlet.PageNotFound", "off"); // addresses
        switch (settings.encryption()) {
            case Settings.Encryption.None _ -> {}
            case Settings.Encryption.Here(var certificate, var key) -> {
                values.put("server.servlet.session.cookie.secure", "true");
                values.put("server.servlet.session.cookie.name", "__Host-LIMBLINE");
                values.put("server.ssl.certificate", certificate.toUri().toString());
                values.put("server.ssl.certificate-private-key", key.toUri().toString());
            }
            case Settings.Encryption.Proxy(var proxies) -> {
                values.put("server.servlet.session.cookie.secure", "true");
                values.put("server.servlet.session.cookie.name", "__Host-LIMBLINE");
                values.put("server.forward-headers-strategy", "native");
                if (!proxies.isEmpty()) {
                    values.put("server.tomcat.remoteip.internal-proxies", proxies.stream()
                            .map(one -> Pattern.quote(one.getHostAddress()))
                            .collect(Collectors.joining("|")));
                }
            }
        }
        switch (settings.logs()) {
            case TEXT -> values.put("logging.pattern.console",
                    "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} %msg %kvp%n%ex");
            case JSON -> values.put("logging.structured.format.console", "ecs");
        }
        StandardServletEnvironment environment = new StandardServletEnvironment();
        environment.getPropertySources()
                .remove(StandardServletEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().addFirst(new MapPropertySource("limbline", values));
        return environment;
    }

    private static RuntimeException explained(RuntimeException thrown, Settings settings) {
        String where = "%s port %d".formatted(settings.address().getHostAddress(), settings.port());
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String said = String.valueOf(cause.getMessage());
            if (cause instanceof CannotStart told) {
                return told;
            }
            if (cause instanceof PortInUseException || cause instanceof BindException) {
                return CannotStart.because(said.contains("Permission denied")
                        ? "This user may not listen on %s: choose a port from 1024 with bind.port."
                        : said.contains("Cannot assign")
                        ? "%s is no address of this machine: correct bind.address."
                        : "%s is taken by another program: stop that one, or choose another port"
                                + " with bind.port (0 takes any that is free).", where);
            }
        }
        return thrown;
    }

    /// Where it answers, for a browser on this machine.
    public URI address() {
        String scheme = settings.encryption() instanceof Settings.Encryption.Here ? "https" : "http";
        String host = settings.address().isAnyLocalAddress()
                ? "127.0.0.1"
                : settings.address().getHostAddress();
        return URI.create("%s://%s:%d/".formatted(scheme,
                host.contains(":") ? "[" + host + "]" : host,
                requireNonNull(context.getWebServer(), "it is running").getPort()));
    }

    /// Where messages of the laboratory are taken, if they are.
    public Optional<InetSocketAddress> feed() {
        return context.getBean(FeedListener.class).address();
    }

    /// Refuses new requests, lets those under way end, and stops.
    @Override
    public void close() {
        context.close();
        here.close();
    }

    /// What Spring's beans are for, to tests of the whole.
    ServletWebServerApplicationContext context() {
        return context;
    }
}
