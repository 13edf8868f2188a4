package limbline.app.protocol;

import limbline.app.database.Database;
import limbline.app.page.Pages;
import limbline.app.security.Pins;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The signed protocols over HTTP, put together.
@Configuration(proxyBeanMethods = false)
public class ProtocolParts {

    @Bean
    SignedProtocols signedProtocols(Database database) {
        return new SignedProtocols(database.sql());
    }

    @Bean
    SigningDesk signingDesk(SignedProtocols protocols, Pins pins) {
        return new SigningDesk(protocols, pins);
    }

    @Bean
    ProtocolsPage protocolsPage(Pages pages, SignedProtocols protocols) {
        return new ProtocolsPage(pages, protocols);
    }

    @Bean
    SignProtocolPage signProtocolPage(Pages pages, SigningDesk desk) {
        return new SignProtocolPage(pages, desk);
    }
}
