package limbline.app.live;

import limbline.app.database.Database;
import limbline.app.journal.AccessLog;
import limbline.app.page.Pages;
import limbline.app.security.Sessions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What makes pages move by themselves, put together.
@Configuration(proxyBeanMethods = false)
public class LiveParts {

    @Bean
    Feed feed(Database database) {
        return new Feed(database.sql());
    }

    @Bean
    Stream stream(Feed feed) {
        return new Stream(feed);
    }

    @Bean
    LivePage livePage(Pages pages, Stream stream, Sessions sessions, Database database) {
        return new LivePage(pages, stream, sessions, new AccessLog(database.sql()));
    }
}
