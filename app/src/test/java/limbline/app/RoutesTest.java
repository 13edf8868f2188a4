package limbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import limbline.app.page.Navigation;
import limbline.app.security.Allowed;
import limbline.app.security.Role;
import limbline.app.security.WithoutSignIn;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Everything the server answers to, read from the running server: who may ask for it.
class RoutesTest {

    @RegisterExtension
    static final Site site = new Site();

    private static final Set<String> OPEN = Set.of("/sign-in", "/sign-in/passkey",
            "/sign-in/passkey/options", "/error");

    private static final Map<Role, Visitor> VISITORS = new EnumMap<>(Role.class);

    @BeforeAll
    static void signEverybodyIn() {
        for (Role role : Role.values()) {
            VISITORS.put(role, Visitor.as(site.address(), role));
        }
    }

    @Test
    void everyRouteNamesARoleOrIsOneOfTheFewOpenOnes() {
        assertThat(unnamed(routes())).as("routes without @Allowed or @WithoutSignIn").isEmpty();
        List<String> open = routes().entrySet().stream()
                .filter(route -> route.getValue().hasMethodAnnotation(WithoutSignIn.class))
                .flatMap(route -> route.getKey().getPatternValues().stream())
                .toList();
        assertThat(open).isSubsetOf(OPEN);
    }

    @Test
    void theRuleBites() throws NoSuchMethodException {
        HandlerMethod planted = new HandlerMethod(
                new Planted(), Planted.class.getDeclaredMethod("forgotten"));

        assertThat(unnamed(Map.of(RequestMappingInfo.paths("/forgotten").build(), planted)))
                .containsExactly("/forgotten");
    }

    /// A controller whose author forgot to say who may use it.
    static final class Planted {
        @GetMapping("/forgotten")
        void forgotten() {}
    }

    @Test
    void eachRoleGetsWhatItIsAllowedAndNothingElse() {
        List<String> wrong = new ArrayList<>();
        gettable().forEach((path, allowed) -> VISITORS.forEach((role, visitor) -> {
            int status = visitor.status(path);
            boolean entered = status != 403;
            if (entered != allowed.contains(role)) {
                wrong.add("%s asked for %s and got %d".formatted(role, path, status));
            }
        }));

        assertThat(gettable()).containsKeys("/worklist", "/centre", "/accounts");
        assertThat(wrong).isEmpty();
    }

    @Test
    void whoHasNotSignedInIsSentToSignInFromEverywhere() {
        Visitor nobody = new Visitor(site.address());
        for (String path : gettable().keySet()) {
            assertThat(nobody.get(path).headers().firstValue("Location"))
                    .as(path).hasValueSatisfying(to -> assertThat(to).endsWith("/sign-in"));
        }
        assertThat(nobody.get("/nowhere").statusCode()).isEqualTo(302);
    }

    @Test
    void theNavigationOffersExactlyWhatTheRoleMayOpen() {
        Map<String, Set<Role>> allowed = gettable();
        for (Navigation entry : Navigation.ALL) {
            assertThat(allowed.get(entry.path())).as(entry.path()).isEqualTo(entry.roles());
        }
        VISITORS.forEach((role, visitor) -> {
            String first = visitor.get("/").headers().firstValue("Location").orElse("");
            String page = visitor.get(first).body();
            for (Navigation entry : Navigation.ALL) {
                assertThat(page.contains("<a href=\"" + entry.path() + "\""))
                        .as("%s sees %s", role, entry.path())
                        .isEqualTo(entry.roles().contains(role));
            }
        });
    }

    @Test
    void healthIsForEverybodyAndMetricsForTheAdministratorOnly() {
        Visitor program = new Visitor(site.address());

        assertThat(program.get("/actuator/health", "Accept", "application/json").body())
                .contains("\"status\":\"UP\"").doesNotContain("details");
        assertThat(program.get("/actuator/metrics").statusCode()).isEqualTo(401);
        assertThat(program.get("/actuator/metrics", "Authorization", basic(Role.CLINICIAN))
                .statusCode()).isEqualTo(403);
        assertThat(program.get("/actuator/metrics", "Accept", "application/json", "Authorization",
                basic(Role.ADMINISTRATOR)).body()).contains("jvm.memory.used").contains("http.server.requests");
        assertThat(program.get("/actuator/env", "Authorization", basic(Role.ADMINISTRATOR))
                .statusCode()).isEqualTo(404);
    }

    private static String basic(Role role) {
        return "Basic " + Base64.getEncoder()
                .encodeToString((role + ":" + Site.PASSWORD).getBytes(
                        java.nio.charset.StandardCharsets.UTF_8));
    }

    private static Map<RequestMappingInfo, HandlerMethod> routes() {
        return site.server().context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods();
    }

    private static List<String> unnamed(Map<RequestMappingInfo, HandlerMethod> routes) {
        return routes.entrySet().stream()
                .filter(route -> !route.getValue().hasMethodAnnotation(Allowed.class)
                        && !route.getValue().hasMethodAnnotation(WithoutSignIn.class))
                .flatMap(route -> route.getKey().getPatternValues().stream())
                .toList();
    }

    /// The pages one can ask for by their address alone, with who may.
    private static Map<String, Set<Role>> gettable() {
        Map<String, Set<Role>> found = new TreeMap<>();
        routes().forEach((route, method) -> {
            Allowed allowed = method.getMethodAnnotation(Allowed.class);
            if (allowed != null
                    && route.getMethodsCondition().getMethods().contains(RequestMethod.GET)) {
                route.getPatternValues().stream()
                        .map(path -> path.replaceAll("\\{[^}]+}", "any"))
                        .forEach(path -> found.put(path, Set.of(allowed.value())));
            }
        });
        return found;
    }
}
