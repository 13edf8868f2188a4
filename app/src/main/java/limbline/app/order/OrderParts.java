package limbline.app.order;

import java.time.InstantSource;
import limbline.app.Settings;
import limbline.app.course.CourseDesk;
import limbline.app.journal.AccessLog;
import limbline.app.journal.Journal;
import limbline.app.page.Pages;
import limbline.app.print.Press;
import limbline.app.protocol.SignedProtocols;
import limbline.app.security.Pins;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The orders over HTTP, put together.
@Configuration(proxyBeanMethods = false)
public class OrderParts {

    @Bean
    OrderDesk orderDesk(Journal journal, CourseDesk courses, SignedProtocols protocols, Pins pins,
            InstantSource clock, Settings settings) {
        return new OrderDesk(journal, courses, protocols, pins, clock, settings.zone());
    }

    @Bean
    OrderPage orderPage(Pages pages, Press press, OrderDesk desk, CourseDesk courses,
            SignedProtocols protocols, AccessLog log, InstantSource clock) {
        return new OrderPage(pages, press, desk, courses, protocols, log, clock);
    }
}
