package limbline.app.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limbline.app.security.Role;
import limbline.app.series.Definition;
import limbline.app.series.SeriesExport;
import limbline.app.series.SeriesJson;
import limbline.app.series.SeriesText;
import limbline.app.series.Withheld;
import limbline.course.AsOf;
import limbline.measure.PartialDate;
import limbline.measure.Term;
import limbline.series.Cohort;
import limbline.series.Condition;
import limbline.series.Fact;
import limbline.series.Series;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Our own series at the command line.
@Command(
        name = "series",
        description = "Defines, runs and exports series: cohorts under a name, with every endpoint"
                + " of docs/endpoints.md.",
        footer = "%nA researcher's account sees no number that stands for fewer than 5 patients.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class SeriesCommand {

    private static final Role[] MAY_LOOK = {Role.CLINICIAN, Role.DATA_MANAGER, Role.RESEARCHER};

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// From where the record is looked at.
    static final class View {

        @Option(names = "--known-by", paramLabel = "DATE", description = "Only what was known on"
                + " that day at the latest; a month (2013-07) means its last day.")
        @Nullable String knownBy;

        @Option(names = "--recorded-by", paramLabel = "DATE", description = "Only what had been"
                + " recorded by the end of that day, or by that moment (2026-11-23T12:00:00Z).")
        @Nullable String recordedBy;

        AsOf asOf() {
            Optional<LocalDate> known = Optional.ofNullable(knownBy)
                    .map(text -> PartialDate.parse(text).latest());
            Optional<Instant> recorded =
                    Optional.ofNullable(recordedBy).map(ShowCommand::moment);
            return new AsOf(known, recorded);
        }
    }

    @Command(name = "define", mixinStandardHelpOptions = true, description = {
        "Writes a cohort down under a name; a changed one is its next version.",
        "Conditions: FACT=VALUE, FACT=VALUE|VALUE, FACT!=VALUE, and for age, diagnosed and infused"
                + " also <, <=, > and >=. \"not stated\" is a value."})
    int define(
            @Parameters(paramLabel = "NAME", description = "Of the series.") String name,
            @Option(names = "--where", paramLabel = "CONDITION", description = "One condition; all"
                    + " that are given must hold. Without any: everybody.")
                    @Nullable List<String> where,
            @Option(names = "--by", paramLabel = "FACT", split = ",", description = "Divide timed"
                    + " endpoints by this fact.") @Nullable List<String> by,
            @Option(names = "--centre", paramLabel = "ID", defaultValue = "", description = "Of"
                    + " this centre only.") String centre,
            @Mixin OnRecord data) {
        Cohort cohort = new Cohort(name,
                where == null ? List.of() : where.stream().map(Condition::parse).toList(),
                by == null ? List.of()
                        : by.stream().map(fact -> Term.parse(Fact.class, fact)).toList());
        try (OnRecord.Open open = data.open(Role.CLINICIAN, Role.DATA_MANAGER)) {
            spec.commandLine().getOut().println(
                    open.series().define(cohort, centre, open.author()).words());
        }
        return Main.DONE;
    }

    @Command(name = "list", mixinStandardHelpOptions = true,
            description = "Lists the series that are defined, and the facts and endpoints.")
    int list(
            @Option(names = "--json", description = "An array of name, version, centre,"
                    + " conditions, divided_by.") boolean json,
            @Mixin OnRecord data) {
        try (OnRecord.Open open = data.open(MAY_LOOK)) {
            List<Definition> all = open.series().definitions();
            if (json) {
                spec.commandLine().getOut().println(JSON.writeValueAsString(
                        all.stream().map(SeriesText::json).toList()));
            } else {
                all.forEach(one -> spec.commandLine().getOut().println(one.words()));
                SeriesText.vocabulary().forEach(spec.commandLine().getOut()::println);
            }
        }
        return Main.DONE;
    }

    @Command(name = "run", mixinStandardHelpOptions = true,
            description = "Counts a series. The same question gives the same bytes.")
    int run(
            @Parameters(paramLabel = "NAME", description = "Of the series.") String name,
            @Option(names = "--json", description = "JSON, shares of 1 and days with every digit.")
                    boolean json,
            @Mixin View view,
            @Mixin OnRecord data) {
        try (OnRecord.Open open = data.open(MAY_LOOK)) {
            Definition definition = open.series().definition(name);
            AsOf asOf = view.asOf();
            checkDay(open, asOf);
            int least = least(open);
            looked(open, definition, "series " + name);
            Map<String, Object> counted = SeriesJson.of(
                    definition, Withheld.of(open.series().run(definition, asOf), least), asOf);
            if (json) {
                spec.commandLine().getOut().println(JSON.writeValueAsString(counted));
            } else {
                SeriesText.lines(counted).forEach(spec.commandLine().getOut()::println);
            }
        }
        return Main.DONE;
    }

    @Command(name = "export", mixinStandardHelpOptions = true, description = {
        "Writes a series into a folder: CSV with a dictionary, an R script that reproduces the"
                + " numbers, figures, and a paragraph of methods.",
        "Patients are numbered anew and days are counted from each time zero: no name, no id of the"
                + " record and no date leaves."})
    int export(
            @Parameters(index = "0", paramLabel = "NAME", description = "Of the series.")
                    String name,
            @Option(names = {"-o", "--output"}, paramLabel = "FOLDER", description = "Where to;"
                    + " else a folder of the series' name.") @Nullable Path output,
            @Option(names = "--json", description = "Say what was written as JSON.") boolean json,
            @Mixin View view,
            @Mixin OnRecord data) {
        try (OnRecord.Open open = data.open(MAY_LOOK)) {
            Definition definition = open.series().definition(name);
            AsOf asOf = view.asOf();
            checkDay(open, asOf);
            looked(open, definition, "export of series " + name);
            Series series = open.series().run(definition, asOf);
            Map<String, byte[]> files =
                    SeriesExport.files(definition, Withheld.of(series, least(open)), asOf);
            Path folder = output == null ? Path.of(name) : output;
            SeriesExport.write(files, folder);
            spec.commandLine().getOut().println(json
                    ? JSON.writeValueAsString(Map.of("folder", folder.toString(),
                            "files", List.copyOf(files.keySet())))
                    : "%d files written to %s; run series.R there to reproduce the numbers"
                            .formatted(files.size(), folder));
        }
        return Main.DONE;
    }

    private static int least(OnRecord.Open open) {
        return open.role().filter(role -> role == Role.RESEARCHER).isPresent()
                ? Withheld.LIMIT : 0;
    }

    private static void checkDay(OnRecord.Open open, AsOf asOf) {
        if (least(open) > 0) {
            Withheld.checkDay(asOf);
        }
    }

    private static void looked(OnRecord.Open open, Definition definition, String what) {
        open.centres().all().stream()
                .filter(centre -> definition.centre().isEmpty()
                        || centre.id().equals(definition.centre()))
                .forEach(centre ->
                        open.access().lookedAtMany(open.author(), centre.id(), what));
    }
}
