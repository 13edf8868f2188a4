package limbline.app.cli;

import picocli.CommandLine.Command;

/// The commands of the ward.
@Command(
        name = "ward",
        description = "Prints the rules of the ward, and shows what they said of a patient.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {WardRules.class, WardReplay.class})
final class WardCommand {}
