package limbline.app.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import limbline.measure.Check;
import org.jspecify.annotations.Nullable;

/// Passwords and PINs at the command line: from a file, or asked for without showing them. Never
/// an argument, which other users of the machine could read.
final class Secret {

    private Secret() {}

    /// Somebody's own, to prove who he is.
    ///
    /// @param kind "password" or "PIN"
    /// @param file whose first line it is, if there is one
    static String typed(String kind, String account, @Nullable Path file) {
        if (file != null) {
            return lines(kind, file).stream().findFirst().orElse("");
        }
        return ask(console(kind, "the " + kind + " of " + account), "%s of %s: ".formatted(
                kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1),
                account));
    }

    /// A new one. Typed at a terminal, it is asked for twice.
    static String typedTwice(String kind, String account, @Nullable Path file) {
        if (file != null) {
            return lines(kind, file).stream().findFirst().orElse("");
        }
        Console console = console(kind, "the new " + kind + " of " + account);
        String first = ask(console, "New %s of %s: ".formatted(kind, account));
        Check.that(first.equals(ask(console, "Once more: ")),
                "the two %ss differ; nothing is changed", kind);
        return first;
    }

    static List<String> lines(String kind, Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the %s file %s cannot be read".formatted(kind, file), e);
        }
    }

    private static Console console(String kind, String what) {
        Console console = Objects.requireNonNull(System.console());
        Check.that(console.isTerminal(), "there is no terminal to ask for %s; name a --%s-file",
                what, kind.toLowerCase(Locale.ROOT));
        return console;
    }

    private static String ask(Console console, String prompt) {
        char @Nullable [] typed = console.readPassword("%s", prompt);
        return typed == null ? "" : new String(typed);
    }
}
