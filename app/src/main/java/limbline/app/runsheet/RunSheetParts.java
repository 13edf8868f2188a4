package limbline.app.runsheet;

import java.time.InstantSource;
import limbline.app.Settings;
import limbline.app.journal.AccessLog;
import limbline.app.page.Pages;
import limbline.app.print.Press;
import limbline.app.theatre.TheatreDesk;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The run sheet over HTTP, put together.
@Configuration(proxyBeanMethods = false)
public class RunSheetParts {

    @Bean
    RunSheetPage runSheetPage(Pages pages, Press press, TheatreDesk desk, AccessLog log,
            InstantSource clock, Settings settings) {
        return new RunSheetPage(pages, press, desk, log, clock, settings.zone());
    }
}
