package limbline.app.statistics;

import picocli.CommandLine.Command;

/// `limbline stats`
@Command(
        name = "stats",
        description = "Statistics on CSV files; answers as R does.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "METHOD",
        subcommands = {
            KaplanMeierCommand.class,
            RankTestCommand.class,
            IncidenceCommand.class,
            GrayCommand.class,
            RestrictedMeanCommand.class,
            CoxCommand.class,
            FineGrayCommand.class,
            MultiStateCommand.class,
            ProportionCommand.class,
            PoolCommand.class,
            AuditCommand.class,
            CaseCommand.class,
        })
public final class Stats {}
