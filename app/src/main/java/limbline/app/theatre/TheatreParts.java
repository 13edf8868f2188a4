package limbline.app.theatre;

import java.time.InstantSource;
import limbline.app.Settings;
import limbline.app.journal.Journal;
import limbline.app.protocol.SignedProtocols;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The theatre, put together.
@Configuration(proxyBeanMethods = false)
public class TheatreParts {

    @Bean
    TheatreDesk theatreDesk(
            Journal journal, SignedProtocols protocols, InstantSource clock, Settings settings) {
        return new TheatreDesk(journal, new SignedAtCentre(protocols), clock, settings.zone());
    }
}
