package limbline.app.security;

import java.io.Serial;
import java.io.Serializable;
import java.util.regex.Pattern;
import limbline.measure.Check;
import limbline.measure.Text;
import org.springframework.security.core.AuthenticatedPrincipal;

/// Somebody who may sign in, and who then stands as the author of what he writes.
///
/// @param name what is typed at sign-in, and stands in the journal
/// @param called what the pages call the person
/// @param demonstration whether its password is printed for everybody to see; such an account gets
///     in on a loopback address only
/// @param version raised with each change of the account; a session of an older one ends
public record Account(
        String name, String called, Role role, boolean demonstration, int version)
        implements AuthenticatedPrincipal, Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    public Account {
        Check.that(isName(name),
                "\"%s\" is not an account's name: up to 64 small letters, digits, dots, hyphens and"
                        + " underscores, a letter or digit first", Text.shortened(name));
        called = Text.line("the person's name", called);
    }

    static boolean isName(String text) {
        return ALLOWED.matcher(text).matches();
    }

    @Override
    public String getName() {
        return name;
    }
}
