package limbline.app.cli;

import picocli.CommandLine.Command;

/// The commands of the ward.
@Command(
        name = "ward",
        description = "Prints the rules of the ward, shows what they said of a patient, sends"
                + " laboratory messages, and checks what their codes mean.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {WardRules.class, WardReplay.class, WardSend.class, WardCheck.class})
final class WardCommand {}
