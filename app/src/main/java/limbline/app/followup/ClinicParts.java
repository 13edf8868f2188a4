package limbline.app.followup;

import java.time.InstantSource;
import limbline.app.Settings;
import limbline.app.course.CourseDesk;
import limbline.app.database.Database;
import limbline.app.journal.AccessLog;
import limbline.app.journal.Identities;
import limbline.app.page.Pages;
import limbline.app.print.Press;
import limbline.app.protocol.SignedProtocols;
import limbline.app.security.Restrictions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The clinic over HTTP, put together.
@Configuration(proxyBeanMethods = false)
public class ClinicParts {

    @Bean
    ClinicList clinicList(Database database, CourseDesk desk, SignedProtocols signed,
            InstantSource clock, Settings settings) {
        return new ClinicList(database.sql(), new ClinicRows(database.dataSource(), desk, signed,
                clock, settings.zone()));
    }

    @Bean
    ClinicPage clinicPage(Pages pages, Press press, CourseDesk desk, ClinicList list,
            SignedProtocols signed, Identities identities, Restrictions restrictions,
            AccessLog looks, InstantSource clock, Settings settings) {
        return new ClinicPage(pages, press, new ClinicDesk(desk, clock, settings.zone()), list,
                signed, identities, restrictions, looks, clock);
    }
}
