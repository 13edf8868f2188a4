package limbline.app.console;

import java.time.InstantSource;
import limbline.app.Settings;
import limbline.app.database.Database;
import limbline.app.journal.AccessLog;
import limbline.app.live.Stream;
import limbline.app.page.Pages;
import limbline.app.security.Sessions;
import limbline.app.security.Pins;
import limbline.app.security.Tickets;
import limbline.app.theatre.TheatreDesk;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The theatre over HTTP, put together.
@Configuration(proxyBeanMethods = false)
public class ConsoleParts {

    @Bean
    TheatrePage theatrePage(Pages pages, TheatreDesk desk, Database database, AccessLog log,
            InstantSource clock) {
        return new TheatrePage(pages, desk, database.sql(), log, clock);
    }

    @Bean
    ConsolePage consolePage(Pages pages, TheatreDesk desk, Pins pins, Stream stream,
            Sessions sessions, Tickets tickets, AccessLog log, Settings settings) {
        return new ConsolePage(pages, desk, new Acts(desk, pins), stream, sessions, tickets,
                log, settings.zone());
    }
}
