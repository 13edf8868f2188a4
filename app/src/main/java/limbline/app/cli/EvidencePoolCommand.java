package limbline.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import limbline.app.evidence.EvidenceFolder;
import limbline.app.evidence.PoolReport;
import limbline.app.evidence.SeriesFile;
import limbline.app.figure.Figure;
import limbline.evidence.Comparison;
import limbline.evidence.Outcome;
import limbline.evidence.Overlap;
import limbline.evidence.OwnSeries;
import limbline.evidence.PoolQuestion;
import limbline.evidence.Pooling;
import limbline.evidence.PublishedSeries;
import limbline.evidence.Tnf;
import limbline.measure.Check;
import limbline.measure.Term;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `limbline evidence pool`
@Command(
        name = "pool",
        description = "Pools published series, each with its exact limits, by two models.",
        footer = "%nILI and HILP, patients and procedures are never pooled together; series that"
                + " share patients only with --with-overlap.",
        mixinStandardHelpOptions = true)
final class EvidencePoolCommand implements Callable<Integer> {

    /// 300 dots an inch at 19 cm.
    private static final double PIXELS = 3;

    @Option(names = "--outcome", paramLabel = "NAME", defaultValue = "response",
            description = "response, complete-response or limb-salvage (default: response).")
    private String outcome = "response";

    @Option(names = "--modality", paramLabel = "NAME", defaultValue = "ILI",
            description = "ILI or HILP (default: ILI).")
    private String modality = "ILI";

    @Option(names = "--unit", paramLabel = "NAME", defaultValue = "patient",
            description = "patient or procedure (default: patient).")
    private String unit = "patient";

    @Option(names = "--tnf", paramLabel = "with|without",
            description = "Only series with TNF, or without; else either.")
    private @Nullable String tnf;

    @Option(names = "--series", paramLabel = "KEY", split = ",",
            description = "Only these series; else all that answer.")
    private List<String> only = List.of();

    @Option(names = "--with-overlap",
            description = "Pool series together although they share patients, or may.")
    private boolean withOverlap;

    @Option(names = "--with-mixed", description = "Also series of other tumours too.")
    private boolean withMixed;

    @Option(names = "--in", paramLabel = "FILE", description = "Other series than ours.")
    private @Nullable Path file;

    @Option(names = "--overlap", paramLabel = "FILE", description = "Which series share patients.")
    private @Nullable Path overlap;

    @Option(names = "--own", paramLabel = "X/N", description = "A row of our own: 7/12.")
    private @Nullable String own;

    @Option(names = "--own-months", paramLabel = "MONTHS", description = "When ours was judged.")
    private @Nullable Double ownMonths;

    @Option(names = "--own-criterion", paramLabel = "WORDS", description = "How ours was judged.")
    private String ownCriterion = "";

    @Option(names = "--confidence", paramLabel = "SHARE", description = "Of all limits.")
    private double confidence = 0.95;

    @Option(names = "--figure", paramLabel = "FILE", description = "Also draws: FILE.svg or .png.")
    private @Nullable Path figure;

    @Option(names = "--json", description = "JSON, shares of 1 with every digit.")
    private boolean json;

    @Mixin
    private AtCentre centre = new AtCentre();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// What is pooled, and what of our own stands beside it.
    private record Evidence(
            List<PublishedSeries> series, List<Overlap> overlaps, Optional<OwnSeries> ours) {}

    @Override
    public Integer call() {
        Evidence evidence = centre.ask(this::at, file, overlap).orElseGet(this::read);
        List<PublishedSeries> series = evidence.series();
        Pooling pooling = Pooling.of(question(evidence.ours()), series, evidence.overlaps());
        Optional<Comparison> comparison = evidence.ours().map(row -> Comparison.of(row,
                Pooling.of(question(Optional.empty()), series, evidence.overlaps()), series));
        draw(pooling);
        if (json) {
            spec.commandLine().getOut().println(JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT).build()
                    .writeValueAsString(PoolReport.json(pooling, comparison)));
        } else {
            PoolReport.lines(pooling, comparison).forEach(spec.commandLine().getOut()::println);
        }
        return Main.DONE;
    }

    private Evidence read() {
        List<PublishedSeries> series =
                SeriesFile.read(EvidenceFolder.SERIES.or(file)).series();
        return new Evidence(series, overlap == null && file != null ? Overlap.among(series)
                : SeriesFile.overlaps(EvidenceFolder.OVERLAP.or(overlap)), ours());
    }

    /// As the centre's page has it, with what the centre's own record counts unless --own says.
    private Evidence at(AtCentre.Evidence there) {
        List<PublishedSeries> series = there.desk().series();
        return new Evidence(series, there.desk().overlaps(series), ours().or(() -> there.own(
                Term.parse(Outcome.class, outcome), modality.toUpperCase(Locale.ROOT), unit)));
    }

    private PoolQuestion question(Optional<OwnSeries> ours) {
        String method = modality.toUpperCase(Locale.ROOT);
        Check.that(method.equals("ILI") || method.equals("HILP"),
                "\"%s\" is not one of: ILI, HILP", modality);
        Check.that(unit.equals("patient") || unit.equals("procedure") || unit.equals("limb"),
                "\"%s\" is not one of: patient, procedure, limb", unit);
        return new PoolQuestion(Term.parse(Outcome.class, outcome), unit, method, tnf(), only,
                withOverlap, withMixed, confidence, ours);
    }

    private Optional<Tnf> tnf() {
        return Optional.ofNullable(tnf).map(word -> Term.parse(Tnf.class, word));
    }

    private Optional<OwnSeries> ours() {
        return Optional.ofNullable(own).map(text -> {
            Check.that(text.strip().matches("\\d{1,8}/\\d{1,8}"),
                    "--own \"%s\" is no count of a count; write for example 7/12", text);
            String[] parts = text.strip().split("/", -1);
            return new OwnSeries("Ours", Term.parse(Outcome.class, outcome), unit,
                    modality.toUpperCase(Locale.ROOT),
                    tnf().orElse(modality.equalsIgnoreCase("ILI") ? Tnf.WITHOUT
                            : Tnf.MIXED_OR_UNKNOWN),
                    Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), 0,
                    Optional.ofNullable(ownMonths), ownCriterion);
        });
    }

    private void draw(Pooling pooling) {
        if (figure == null) {
            return;
        }
        String name = figure.toString().toLowerCase(Locale.ROOT);
        Check.that(name.endsWith(".svg") || name.endsWith(".png"),
                "a figure is written as .svg or .png; \"%s\" ends in neither", figure);
        Figure drawn = PoolReport.figure(pooling).orElseThrow(() ->
                new IllegalArgumentException(pooling.verdict() + " There is no figure of it."));
        try {
            Files.write(figure, name.endsWith(".svg")
                    ? drawn.svg().getBytes(StandardCharsets.UTF_8) : drawn.png(PIXELS));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the figure cannot be written to %s: %s".formatted(figure, e.getMessage()), e);
        }
    }
}
