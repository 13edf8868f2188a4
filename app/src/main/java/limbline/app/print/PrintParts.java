package limbline.app.print;

import limbline.app.Settings;
import limbline.app.page.Pages;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What prints, put together.
@Configuration(proxyBeanMethods = false)
public class PrintParts {

    @Bean
    Press press(Pages pages, Settings settings) {
        return new Press(pages, settings.zone());
    }
}
