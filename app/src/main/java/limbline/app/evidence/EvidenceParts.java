package limbline.app.evidence;

import java.time.InstantSource;
import limbline.app.Settings;
import limbline.app.course.CourseDesk;
import limbline.app.database.Database;
import limbline.app.journal.AccessLog;
import limbline.app.page.Pages;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The evidence over HTTP, put together.
@Configuration(proxyBeanMethods = false)
public class EvidenceParts {

    @Bean
    EvidenceDesk evidenceDesk(Database database, Pages pages) {
        return new EvidenceDesk(database.sql(), pages.centre().id());
    }

    @Bean
    EvidencePage evidencePage(Pages pages, EvidenceDesk desk, Settings settings) {
        return new EvidencePage(pages, desk, settings.zone());
    }

    @Bean
    SheetPage sheetPage(Pages pages, EvidenceDesk desk) {
        return new SheetPage(pages, desk);
    }

    @Bean
    PoolPage poolPage(Pages pages, EvidenceDesk desk, ObjectProvider<OurCounts> ours,
            Settings settings) {
        return new PoolPage(pages, desk, ours, settings.zone());
    }

    @Bean
    CasePage casePage(Pages pages, CourseDesk desk, AccessLog log, InstantSource clock) {
        return new CasePage(pages, desk, log, clock);
    }
}
