package limbline.app.ward;

import java.time.Duration;
import java.time.InstantSource;
import javax.net.ServerSocketFactory;
import limbline.app.FeedSettings;
import limbline.app.Settings;
import limbline.app.course.CourseDesk;
import limbline.app.database.Database;
import limbline.app.hl7.Inbox;
import limbline.app.hl7.Listener;
import limbline.app.hl7.TlsSockets;
import limbline.app.journal.AccessLog;
import limbline.app.journal.Identities;
import limbline.app.journal.Journal;
import limbline.app.page.Pages;
import limbline.app.security.Restrictions;
import limbline.app.ward.FeedWork.Desks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The laboratory feed, put together.
@Configuration(proxyBeanMethods = false)
public class FeedParts {

    @Bean
    FeedStore feedStore(Database database, Settings settings) {
        return new FeedStore(database.sql(), settings.centre());
    }

    @Bean
    FeedDesk feedDesk(FeedStore store, CourseDesk courses, Journal journal, Database database,
            InstantSource clock, Settings settings) {
        return new FeedDesk(
                new Desks(store, courses, journal, new Identities(database.sql()),
                        settings.centre(),
                        settings.feed().map(FeedSettings::zone).orElse(settings.zone()), clock),
                LaboratoryMapFile.ofProgramOr(settings.feed().flatMap(FeedSettings::map)),
                new TransactionTemplate(new DataSourceTransactionManager(database.dataSource())));
    }

    @Bean(destroyMethod = "close")
    FeedWorker feedWorker(FeedStore store, FeedDesk desk, Settings settings) {
        return new FeedWorker(store, desk, InstantSource.system(), Duration.ofDays(
                settings.feed().map(FeedSettings::keepDays).orElse(FeedSettings.USUAL_DAYS)));
    }

    @Bean
    FeedPage feedPage(Pages pages, FeedStore store, FeedDesk desk, FeedWorker worker,
            Journal journal, Database database, Restrictions restrictions, InstantSource clock,
            Settings settings) {
        return new FeedPage(pages, store, desk, worker, journal, new Identities(database.sql()),
                new AccessLog(database.sql()), restrictions, clock, settings);
    }

    /// Takes messages, if the settings say so, from when all else is there until all else goes.
    @Bean(destroyMethod = "close")
    FeedListener feedListener(Settings settings, Database database, FeedWorker worker) {
        return new FeedListener(settings.feed().map(feed -> Listener.start(
                feed.encryption().map(tls -> (ServerSocketFactory) new TlsSockets(
                                tls.certificate(), tls.key(), tls.clients()))
                        .orElse(ServerSocketFactory.getDefault()),
                feed.address(), feed.port(), feed.processing(), feed.senders(), feed.silence(),
                new Inbox(database.dataSource(), settings.centre(), worker::wake),
                InstantSource.system())));
    }
}
