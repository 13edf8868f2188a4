package limbline.app.series;

import java.time.InstantSource;
import limbline.app.Settings;
import limbline.app.course.CourseDesk;
import limbline.app.database.Database;
import limbline.app.database.Everywhere;
import limbline.app.evidence.OurCounts;
import limbline.app.journal.AccessLog;
import limbline.app.journal.Journal;
import limbline.app.page.Pages;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Our own series over HTTP, put together.
@Configuration(proxyBeanMethods = false)
public class SeriesParts {

    @Bean
    SeriesDesk seriesDesk(Database database, Everywhere everywhere, CourseDesk desk,
            InstantSource clock, Settings settings) {
        CourseDesk all =
                new CourseDesk(new Journal(everywhere.database()), clock, settings.zone());
        return new SeriesDesk(database.dataSource(), new SeriesRows(database.dataSource(), desk,
                new SeriesRows(everywhere.database().dataSource(), all)));
    }

    @Bean
    SeriesPage seriesPage(Pages pages, SeriesDesk desk, AccessLog log, Settings settings) {
        return new SeriesPage(pages, desk, log, settings.zone());
    }

    @Bean
    OurCounts ourCounts(SeriesDesk desk, Pages pages) {
        return new Ours(desk, pages.centre().id());
    }
}
