package limbline.app.course;

import java.time.InstantSource;
import limbline.app.Settings;
import limbline.app.database.Database;
import limbline.app.database.Everywhere;
import limbline.app.journal.AccessLog;
import limbline.app.journal.Journal;
import limbline.app.page.Pages;
import limbline.app.security.Restrictions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The courses over HTTP, put together.
@Configuration(proxyBeanMethods = false)
public class CourseParts {

    @Bean
    Journal journal(Database database) {
        return new Journal(database);
    }

    @Bean
    CourseDesk courseDesk(Journal journal, InstantSource clock, Settings settings) {
        return new CourseDesk(journal, clock, settings.zone());
    }

    @Bean
    Worklist worklist(Database database, Everywhere everywhere, InstantSource clock,
            Settings settings) {
        return new Worklist(database.dataSource(), new WorklistRows(
                everywhere.database().dataSource(), everywhere(everywhere, clock, settings), clock,
                settings.zone()), clock, settings.zone());
    }

    private static CourseDesk everywhere(
            Everywhere everywhere, InstantSource clock, Settings settings) {
        return new CourseDesk(new Journal(everywhere.database()), clock, settings.zone());
    }

    @Bean
    WorklistPage worklistPage(
            Pages pages, Worklist worklist, Restrictions restrictions, Database database) {
        return new WorklistPage(pages, worklist, restrictions, new AccessLog(database.sql()));
    }

    @Bean
    CentrePage centrePage(Pages pages, Worklist worklist) {
        return new CentrePage(pages, worklist);
    }
}
