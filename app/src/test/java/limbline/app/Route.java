package limbline.app;

import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import limbline.app.security.Allowed;
import limbline.app.security.Role;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// One route of a running server, so that a test which walks over them all forgets none that comes.
///
/// @param path with the words it takes in braces
/// @param parameters the words, numbers and flags it takes besides
/// @param roles who may
public record Route(String verb, String path, List<String> parameters, List<Role> roles) {

    private static final Pattern WORD = Pattern.compile("\\{([^}]+)}");

    /// All that somebody who signed in may ask.
    public static List<Route> of(Server server) {
        List<Route> routes = new ArrayList<>();
        server.context().getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods().forEach((route, method) -> {
                    Allowed allowed = method.getMethodAnnotation(Allowed.class);
                    if (allowed != null) {
                        for (RequestMethod verb : route.getMethodsCondition().getMethods()) {
                            route.getPatternValues().forEach(path -> routes.add(new Route(
                                    verb.name(), path, parameters(method),
                                    List.of(allowed.value()))));
                        }
                    }
                });
        if (routes.size() < 70) {
            throw new AssertionError("the server has only " + routes);
        }
        return routes;
    }

    public boolean isPost() {
        return verb.equals("POST");
    }

    /// Somebody who may.
    public Role role() {
        return roles.getFirst();
    }

    /// The words that its path takes.
    public Set<String> words() {
        Set<String> words = new java.util.TreeSet<>();
        WORD.matcher(path).results().forEach(found -> words.add(found.group(1)));
        return words;
    }

    private static List<String> parameters(HandlerMethod method) {
        Set<Class<?>> typed = Set.of(String.class, int.class, boolean.class);
        List<String> names = new ArrayList<>();
        for (Parameter one : method.getMethod().getParameters()) {
            if (one.isAnnotationPresent(RequestParam.class) && typed.contains(one.getType())) {
                names.add(one.getName());
            }
        }
        return names;
    }
}
