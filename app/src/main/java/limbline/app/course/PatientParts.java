package limbline.app.course;

import java.time.InstantSource;
import limbline.app.Settings;
import limbline.app.database.Database;
import limbline.app.journal.AccessLog;
import limbline.app.journal.Identities;
import limbline.app.journal.Trail;
import limbline.app.page.Pages;
import limbline.app.photograph.Photographs;
import limbline.app.print.Press;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The patient page and what belongs to it over HTTP, put together.
@Configuration(proxyBeanMethods = false)
public class PatientParts {

    @Bean
    AccessLog accessLog(Database database) {
        return new AccessLog(database.sql());
    }

    @Bean
    Trail trail(Database database) {
        return new Trail(database.sql());
    }

    @Bean
    Identities identities(Database database) {
        return new Identities(database.sql());
    }

    @Bean
    Photographs photographs(Database database) {
        return new Photographs(database);
    }

    @Bean
    PatientPage patientPage(
            Pages pages, CourseDesk desk, Identities identities, AccessLog log,
            InstantSource clock, Settings settings) {
        return new PatientPage(pages, desk, identities, log, clock, settings.zone());
    }

    @Bean
    CoursePrint coursePrint(
            Pages pages, Press press, CourseDesk desk, AccessLog log, InstantSource clock,
            Settings settings) {
        return new CoursePrint(pages, press, desk, log, clock, settings.zone());
    }

    @Bean
    EventPage eventPage(
            Pages pages, CourseDesk desk, Photographs photographs, AccessLog log,
            InstantSource clock, Settings settings) {
        return new EventPage(pages, desk, photographs, log, clock, settings.zone());
    }

    @Bean
    PhotographPage photographPage(
            Pages pages, CourseDesk desk, Photographs photographs, AccessLog log) {
        return new PhotographPage(pages, desk, photographs, log);
    }

    @Bean
    AuditPage auditPage(
            Pages pages, Trail trail, AccessLog log, InstantSource clock, Settings settings) {
        return new AuditPage(pages, trail, log, clock, settings.zone());
    }
}
