package limbline.app.ward;

import java.time.InstantSource;
import java.util.Map;
import limbline.app.Settings;
import limbline.app.course.CourseDesk;
import limbline.app.course.Worklist;
import limbline.app.database.Database;
import limbline.app.journal.AccessLog;
import limbline.app.journal.Identities;
import limbline.app.live.Feed;
import limbline.app.live.Stream;
import limbline.app.page.Pages;
import limbline.app.photograph.Photographs;
import limbline.app.protocol.SignedProtocols;
import limbline.app.security.Sessions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The ward over HTTP, put together.
@Configuration(proxyBeanMethods = false)
public class WardParts {

    @Bean
    WardPlans wardPlans(SignedProtocols signed) {
        return new WardPlans(signed);
    }

    @Bean
    WardBoard wardBoard(Database database, CourseDesk desk, Worklist worklist,
            Identities identities, WardPlans plans, InstantSource clock) {
        return new WardBoard(database.sql(), desk, worklist, identities, plans, clock);
    }

    @Bean
    WardScreens wardScreens(WardBoard board, Feed feed, Pages pages, Settings settings) {
        return new WardScreens(board, feed, settings.centre(), row -> pages.piece("ward-line",
                Map.of("row", row, "zone", settings.zone())));
    }

    @Bean
    WardPage wardPage(Pages pages, WardBoard board, WardScreens screens, Stream stream,
            Sessions sessions, CourseDesk desk, WardPlans plans, Photographs photographs,
            AccessLog looks, InstantSource clock, Settings settings) {
        return new WardPage(pages, board, screens, stream, sessions,
                new WardDesk(desk, plans, clock, settings.zone()), plans, photographs, looks, clock,
                settings.zone());
    }
}
