package limbline.app.theatre;

import java.time.Instant;
import java.util.UUID;

/// Something a person does at a screen of the theatre.
///
/// @param command its id; the same again when it is sent again
/// @param author the account that answers for it
/// @param made when it was done, by the clock of the screen; a screen without its server keeps it
///     and sends it later
public record Act(UUID command, String author, Instant made) {}
