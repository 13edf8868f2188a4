package limbline.app.page;

import static limbline.app.security.Role.ADMINISTRATOR;
import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.RESEARCHER;
import static limbline.app.security.Role.THEATRE;
import static limbline.app.security.Role.WARD;

import java.util.List;
import java.util.Set;
import limbline.app.security.Role;

/// One entry of the navigation.
///
/// @param words the key of what it is called
public record Navigation(String path, String words, Set<Role> roles) {

    /// All of them, in the order shown. The first one of a role is its first page.
    public static final List<Navigation> ALL = List.of(
            new Navigation("/worklist", "worklist.title",
                    Set.of(CLINICIAN, THEATRE, WARD, DATA_MANAGER)),
            new Navigation("/board", "board.list.title", Set.of(CLINICIAN, DATA_MANAGER)),
            new Navigation("/ward", "ward.title", Set.of(CLINICIAN, WARD, DATA_MANAGER)),
            new Navigation("/clinic", "clinic.title", Set.of(CLINICIAN, WARD, DATA_MANAGER)),
            new Navigation("/theatre", "theatre.title", Set.of(CLINICIAN, THEATRE)),
            new Navigation("/protocols", "protocols.title",
                    Set.of(CLINICIAN, THEATRE, WARD, DATA_MANAGER)),
            new Navigation("/feed", "feed.title", Set.of(CLINICIAN, WARD, DATA_MANAGER)),
            new Navigation("/centre", "centre.title",
                    Set.of(CLINICIAN, RESEARCHER, DATA_MANAGER)),
            new Navigation("/series", "series.title",
                    Set.of(CLINICIAN, RESEARCHER, DATA_MANAGER)),
            new Navigation("/evidence", "evidence.title",
                    Set.of(CLINICIAN, RESEARCHER, DATA_MANAGER)),
            new Navigation("/audit", "audit.title", Set.of(DATA_MANAGER, ADMINISTRATOR)),
            new Navigation("/accounts", "accounts.title", Set.of(ADMINISTRATOR)),
            new Navigation("/break-it", "break-it.title", Set.of(Role.values())));

    static List<Navigation> of(Role role) {
        return ALL.stream().filter(entry -> entry.roles.contains(role)).toList();
    }

    /// Where somebody of that role begins.
    public static String first(Role role) {
        return of(role).getFirst().path();
    }
}
