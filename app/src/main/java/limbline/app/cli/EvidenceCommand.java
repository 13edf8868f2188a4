package limbline.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import limbline.app.evidence.EvidenceFolder;
import limbline.app.evidence.SeriesFile;
import limbline.evidence.AuditFinding;
import limbline.evidence.ClaimFinding;
import limbline.evidence.Overlap;
import limbline.evidence.PaperEvidence;
import limbline.evidence.SeriesAudit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The commands that work on published series: those of files, or of a centre.
@Command(
        name = "evidence",
        description = "Audits and pools published series, and checks what is said of them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = EvidencePoolCommand.class)
final class EvidenceCommand {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "audit",
            description = {"Which printed percentages can come from whole counts.",
                "Takes tables with the columns of evidence/series.csv, as many of them as are"
                        + " there."},
            footer = "%nEnds with 0 whatever is found, 1 if rows could not be read, 2 if nothing"
                    + " could.",
            mixinStandardHelpOptions = true)
    int audit(
            @Parameters(paramLabel = "FILE", arity = "0..1", description = "A CSV file; without it"
                    + " our own, evidence/series.csv with evidence/overlap.csv.")
                    @Nullable Path file,
            @Option(names = "--overlap", paramLabel = "FILE", description = "Which series share"
                    + " patients (series, other, relation, why); without it the column"
                    + " overlap_group is read.") @Nullable Path overlap,
            @Option(names = "--json", description = "An array of key, field, verdict, explanation.")
                    boolean json,
            @Mixin AtCentre centre) {
        Optional<List<AuditFinding>> changed =
                centre.ask(evidence -> evidence.desk().audit(), file, overlap);
        if (changed.isPresent()) {
            print(changed.get(), json);
            return Main.DONE;
        }
        SeriesFile read = SeriesFile.read(EvidenceFolder.SERIES.or(file));
        print(SeriesAudit.of(read.series(), overlap == null && file != null
                ? Overlap.among(read.series())
                : SeriesFile.overlaps(EvidenceFolder.OVERLAP.or(overlap))), json);
        read.problems().forEach(problem ->
                spec.commandLine().getErr().println("limbline: " + problem));
        return read.problems().isEmpty() ? Main.DONE : Main.IN_PART;
    }

    private void print(List<AuditFinding> findings, boolean json) {
        if (json) {
            out().println(JSON.writeValueAsString(findings.stream().map(EvidenceCommand::json)
                    .toList()));
        } else {
            lines(findings).forEach(out()::println);
        }
    }

    @Command(
            name = "claims",
            description = {"Checks what a paper states, in its table and in its prose.",
                "Without files: Table 2 and the prose of Hendrick et al. 2018."},
            mixinStandardHelpOptions = true)
    int claims(
            @Option(names = "--table", paramLabel = "FILE", description = "The paper's table, as"
                    + " evidence/paper-table2.csv.") @Nullable Path table,
            @Option(names = "--claims", paramLabel = "FILE", description = "Its prose, as"
                    + " evidence/paper-claims.csv.") @Nullable Path claims,
            @Option(names = "--series", paramLabel = "FILE", description = "The published series.")
                    @Nullable Path series,
            @Option(names = "--measurements", paramLabel = "FILE", description = "What others"
                    + " measured.") @Nullable Path measurements,
            @Option(names = "--json", description = "An array of claim, place, check, verdict,"
                    + " explanation.") boolean json,
            @Mixin AtCentre centre) {
        List<ClaimFinding> findings = centre.ask(evidence -> evidence.desk().claims(), table,
                claims, series, measurements).orElseGet(() -> new PaperEvidence(
                        SeriesFile.read(EvidenceFolder.TABLE.or(table)).series(),
                        SeriesFile.claims(EvidenceFolder.CLAIMS.or(claims)),
                        SeriesFile.read(EvidenceFolder.SERIES.or(series)).series(),
                        SeriesFile.measurements(EvidenceFolder.MEASUREMENTS.or(measurements)))
                .findings());
        if (json) {
            out().println(JSON.writeValueAsString(findings.stream().map(finding -> Map.of(
                    "claim", finding.claim(), "place", finding.place(), "check", finding.check(),
                    "verdict", finding.verdict().term(), "explanation", finding.explanation()))
                    .map(TreeMap::new).toList()));
        } else {
            findings.forEach(finding -> out().println("%-20s %-16s %-18s %s".formatted(
                    finding.claim(), finding.check(), finding.verdict().term(),
                    finding.explanation())));
        }
        return Main.DONE;
    }

    private static Map<String, String> json(AuditFinding finding) {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("key", finding.key());
        json.put("field", finding.field());
        json.put("verdict", finding.verdict().term());
        json.put("explanation", finding.explanation());
        return json;
    }

    private static List<String> lines(List<AuditFinding> findings) {
        List<String> lines = new ArrayList<>();
        String key = "";
        for (AuditFinding finding : findings) {
            if (!finding.key().equals(key)) {
                key = finding.key();
                lines.add(key);
            }
            lines.add("  %-20s %-18s %s".formatted(finding.field(), finding.verdict().term(),
                    finding.explanation()));
        }
        for (var verdict : limbline.evidence.Judgement.values()) {
            lines.add("%s: %d".formatted(verdict.term(), findings.stream()
                    .filter(finding -> finding.verdict() == verdict).count()));
        }
        return lines;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
