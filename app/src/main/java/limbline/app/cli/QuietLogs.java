package limbline.app.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;

/// A command prints its own words: until the server sets its logs up, libraries are heard from
/// warnings on.
public final class QuietLogs extends ContextAwareBase implements Configurator {

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        context.getLogger("org").setLevel(Level.WARN); // not the root's: Spring Boot sets that
        context.getLogger("com").setLevel(Level.WARN);
        context.getLogger("com.zaxxer.hikari").setLevel(Level.ERROR); // warns of a slow good-bye
        return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
}
