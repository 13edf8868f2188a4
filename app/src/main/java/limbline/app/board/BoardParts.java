package limbline.app.board;

import java.time.InstantSource;
import java.util.List;
import limbline.app.Settings;
import limbline.app.course.CourseDesk;
import limbline.app.database.Database;
import limbline.app.evidence.EvidenceDesk;
import limbline.app.evidence.OurCounts;
import limbline.app.journal.AccessLog;
import limbline.app.journal.Identities;
import limbline.app.page.Pages;
import limbline.app.print.Press;
import limbline.app.security.Restrictions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The tumour board over HTTP, put together.
@Configuration(proxyBeanMethods = false)
public class BoardParts {

    @Bean
    CriteriaFolder criteriaFolder(Settings settings) {
        return CriteriaFolder.of(settings);
    }

    @Bean
    BoardEvidence boardEvidence(
            EvidenceDesk desk, ObjectProvider<OurCounts> ours, InstantSource clock) {
        return new BoardEvidence(desk, (outcomes, asOf) -> {
            OurCounts counts = ours.getIfAvailable();
            return counts == null ? List.of() : counts.of(outcomes, asOf, false);
        }, clock);
    }

    @Bean
    BoardDesk boardDesk(CourseDesk courses, CriteriaFolder criteria, BoardEvidence evidence,
            InstantSource clock, Settings settings) {
        return new BoardDesk(courses, criteria, evidence, clock, settings.zone());
    }

    @Bean
    MeetingList meetingList(Database database, BoardDesk desk, CourseDesk courses) {
        return new MeetingList(database.dataSource(), desk, courses);
    }

    @Bean
    BoardPage boardPage(Pages pages, BoardDesk desk, Press press, Identities identities,
            AccessLog log, InstantSource clock, Settings settings) {
        return new BoardPage(pages, desk, new BoardPrint(press, pages.words()), identities, log,
                clock, settings.zone());
    }

    @Bean
    BoardListPage boardListPage(Pages pages, MeetingList list, BoardDesk desk,
            Restrictions restrictions, AccessLog log) {
        return new BoardListPage(pages, list, desk, restrictions, log);
    }
}
