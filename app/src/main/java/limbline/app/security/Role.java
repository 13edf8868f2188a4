package limbline.app.security;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import limbline.measure.Text;

/// What an account may do. Each account has one.
public enum Role {
    CLINICIAN,
    THEATRE,
    WARD,
    /// Sees counts and de-identified series, and no patient.
    RESEARCHER,
    DATA_MANAGER,
    /// Looks after accounts and the running of the server, and sees no patient.
    ADMINISTRATOR;

    /// @throws IllegalArgumentException if there is no such role, with those there are
    public static Role parse(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(role -> role.toString().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"%s\" is not a role; the roles are: %s".formatted(Text.shortened(text),
                                Arrays.stream(values()).map(Role::toString).collect(joining(", ")))));
    }

    /// As it is written on the command line and kept in the database: "data-manager".
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
