package limbline.app.breakit;

import limbline.app.page.Pages;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// "Break it", put together.
@Configuration(proxyBeanMethods = false)
public class BreakItParts {

    @Bean
    BreakItPage breakItPage(Pages pages) {
        return new BreakItPage(pages);
    }
}
