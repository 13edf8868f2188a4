package limbline.app.cli;

import picocli.CommandLine.Command;

/// The commands of the clinic.
@Command(
        name = "clinic",
        description = "Says who is to come to the clinic, what a follow-up plan asks for, and how a"
                + " limb answered by a named criterion.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ClinicDue.class, ClinicPlan.class, ClinicResponse.class})
final class ClinicCommand {}
