package limbline.app;

import java.time.Duration;
import limbline.measure.Check;

/// How people prove who they are, and how long that holds.
///
/// @param tries failed sign-ins in a row that close an account until an administrator opens it. At
///     most 100, as NIST SP 800-63B has it; at least 3, since people mistype
/// @param longest how long a session lasts at all
/// @param glass how long a restricted record stays open to somebody who broke the glass
public record SignInSettings(int tries, Duration longest, Duration glass) {

    public SignInSettings {
        Check.that(tries >= 3 && tries <= 100, "sign-in.tries is %s; from 3 to 100", tries);
        Check.that(longest.toHours() >= 1 && longest.toHours() <= 24,
                "session.longest-hours is %s; from 1 to 24", longest.toHours());
        Check.that(glass.toMinutes() >= 5 && glass.toMinutes() <= 720,
                "glass.minutes is %s; from 5 to 720", glass.toMinutes());
    }
}
