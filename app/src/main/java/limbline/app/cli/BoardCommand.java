package limbline.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import limbline.app.board.BoardDesk;
import limbline.app.board.BoardEvidence;
import limbline.app.board.BoardPrint;
import limbline.app.board.BoardSheet;
import limbline.app.board.BoardText;
import limbline.app.board.CriteriaFile;
import limbline.app.board.CriteriaFolder;
import limbline.app.board.CriteriaText;
import limbline.app.board.MeetingList;
import limbline.app.evidence.EvidenceDesk;
import limbline.app.journal.Centre;
import limbline.app.journal.PatientKey;
import limbline.app.page.Words;
import limbline.app.print.Press;
import limbline.app.series.Ours;
import limbline.course.AsOf;
import limbline.measure.Check;
import limbline.measure.PartialDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The tumour board at the command line.
@Command(
        name = "board",
        description = "The tumour board: checks files of criteria, prints the page of a patient as"
                + " it was known on a day, and who is on the list of a meeting.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class BoardCommand {

    @Spec
    private @Nullable CommandSpec spec;

    @Command(
            name = "criteria",
            description = "Checks a file of criteria and prints it.",
            footer = "%nEnds with 0, or 2 if the file is refused. docs/board.md describes the file"
                    + " and the JSON.",
            mixinStandardHelpOptions = true)
    int criteria(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        CriteriaFile.Read read = CriteriaFile.read(file);
        out().println(json ? CriteriaText.json(file.toString(), read)
                : CriteriaText.text(file.toString(), read));
        return read instanceof CriteriaFile.Read.Taken ? Main.DONE : Main.REFUSED;
    }

    @Command(
            name = "show",
            description = "Prints the board's page of a patient as it was known on a day.",
            footer = "%nThe criteria are those of the setting \"criteria\", or those that ship.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "PATIENT", description = "The patient's id, with the centre's"
                    + " where it is not enough: CENTRE/ID.") String patient,
            @Option(names = "--known-by", paramLabel = "DATE", description = "Only what was known"
                    + " on that day at the latest; a month (2013-07) means its last day.")
                    @Nullable String knownBy,
            @Option(names = "--before", paramLabel = "N", description = "As it stood before the"
                    + " patient's decision N (1 for the first): what the board had before it.")
                    @Nullable String before,
            @Option(names = "--json", description = "Print JSON.") boolean json,
            @Option(names = "--pdf", paramLabel = "FILE", description = "Write the sheet to this"
                    + " file as PDF.") @Nullable Path pdf,
            @Mixin OnRecord data)
            throws IOException {
        Check.that(knownBy == null || before == null,
                "--known-by and --before do not go together: a decision has its day");
        AsOf asOf = knownBy == null ? AsOf.NOW : AsOf.known(PartialDate.parse(knownBy).latest());
        try (OnRecord.Open open = data.open(OnRecord.SEE_PATIENTS)) {
            PatientKey key = open.patient(patient);
            open.access().looked(open.author(), key, "board page");
            BoardSheet sheet = before == null
                    ? desk(open, key.centre()).sheet(key, asOf)
                    : desk(open, key.centre()).before(key, before);
            if (pdf != null) {
                Words words = Words.english();
                Centre centre = open.centres().all().stream()
                        .filter(each -> each.id().equals(key.centre())).findFirst().orElseThrow();
                Files.write(pdf, new BoardPrint(
                        new Press(words, centre, open.settings().zone()), words)
                        .sheet(sheet, open.author(), Instant.now()));
                out().println("written to " + pdf);
            } else {
                out().println(json ? BoardText.json(sheet) : BoardText.text(sheet));
            }
        }
        return Main.DONE;
    }

    @Command(
            name = "list",
            description = "Prints who is on the list of a meeting, in order, and what is missing on"
                    + " each page.",
            footer = "%nEnds with 0, or 1 if something is missing on a page.",
            mixinStandardHelpOptions = true)
    int list(
            @Option(names = "--day", paramLabel = "DAY", description = "Of the meeting (default:"
                    + " today).") @Nullable String day,
            @Option(names = "--centre", paramLabel = "CENTRE", description = "The centre (default:"
                    + " the one of the settings).") @Nullable String centre,
            @Option(names = "--json", description = "Print JSON.") boolean json,
            @Mixin OnRecord data) {
        try (OnRecord.Open open = data.open(OnRecord.SEE_PATIENTS)) {
            String of = centre == null ? open.settings().centre() : centre;
            Check.that(open.centres().knows(of), "there is no centre \"%s\"; name one with"
                    + " --centre, the record has: %s", of, String.join(", ",
                            open.centres().all().stream().map(Centre::id).toList()));
            BoardDesk desk = desk(open, of);
            LocalDate meeting = day == null ? desk.today() : PartialDate.parse(day).latest();
            open.access().lookedAtMany(open.author(), of, "board list of " + meeting);
            List<MeetingList.Listed> listed =
                    new MeetingList(open.database().dataSource(), desk, open.desk()).of(of, meeting);
            out().println(json ? BoardText.json(meeting, listed) : BoardText.text(meeting, listed));
            return listed.stream().allMatch(one -> one.lacking().isEmpty())
                    ? Main.DONE : Main.IN_PART;
        }
    }

    private static BoardDesk desk(OnRecord.Open open, String centre) {
        BoardEvidence evidence = new BoardEvidence(
                new EvidenceDesk(open.database().sql(), centre),
                (outcomes, asOf) -> new Ours(open.series(), centre).of(outcomes, asOf, false),
                InstantSource.system());
        return new BoardDesk(open.desk(), CriteriaFolder.of(open.settings()), evidence,
                InstantSource.system(), open.settings().zone());
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
