package limbline.app.cli;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import limbline.app.Settings;
import limbline.app.course.CourseDesk;
import limbline.app.database.Database;
import limbline.app.demonstration.Demonstration;
import limbline.app.evidence.CaseFile;
import limbline.app.evidence.EvidenceDesk;
import limbline.app.evidence.PoolReport;
import limbline.app.figure.Figure;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.page.Words;
import limbline.app.print.Press;
import limbline.app.series.SeriesDesk;
import limbline.app.series.SeriesReport;
import limbline.app.series.SeriesView;
import limbline.course.AsOf;
import limbline.evidence.Judgement;
import limbline.evidence.Outcome;
import limbline.evidence.PoolQuestion;
import limbline.evidence.Pooling;
import limbline.patient.PatientId;

/// The whole report of the demonstration as one print: its series, the evidence, and the case of the
/// paper.
final class DemonstrationReport {

    private static final String PAPER = "PAPER-1";

    private DemonstrationReport() {}

    /// Loads the demonstration, where it is not loaded yet, and prints.
    static byte[] pdf(DataFolder data, Instant made, Consumer<String> progress) {
        Settings settings = data.settings().ofCentre(Demonstration.CENTRE);
        try (Database database = data.open(settings)) {
            new Demonstration(database, InstantSource.system(), DataFolder.home(), settings.zone())
                    .load(progress);
            progress.accept("Counting and printing ...");
            return pdf(database, settings, made);
        }
    }

    /// The same of a record that holds at least the paper's patient.
    static byte[] pdf(Database database, Settings settings, Instant made) {
        CourseDesk desk = new CourseDesk(
                new Journal(database), InstantSource.system(), settings.zone());
        SeriesView view = SeriesReport.everybody(
                new SeriesDesk(database.dataSource(), desk), Demonstration.CENTRE);
        EvidenceDesk evidence = new EvidenceDesk(database.sql(), Demonstration.CENTRE);
        Pooling pooling = evidence.pool(new PoolQuestion(Outcome.RESPONSE, "patient", "HILP",
                Optional.empty(), List.of(), false, false, 0.95, Optional.empty()));
        CaseFile paper = new CaseFile(desk.read(
                new PatientKey(Demonstration.CENTRE, new PatientId(PAPER)), AsOf.NOW).course(),
                false);
        return printed(database, settings, view, evidence, pooling, paper, made);
    }

    private static byte[] printed(Database database, Settings settings, SeriesView view,
            EvidenceDesk evidence, Pooling pooling, CaseFile paper, Instant made) {
        Optional<Figure> forest = PoolReport.figure(pooling);
        List<Figure> figures = new ArrayList<>(List.of(paper.timeline()));
        forest.ifPresent(figures::add);
        figures.addAll(SeriesReport.figures(view));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("view", view);
        values.put("findings", evidence.audit().stream()
                .filter(finding -> finding.verdict() == Judgement.IMPOSSIBLE
                        || finding.verdict() == Judgement.CONSISTENT_ONLY_IF).toList());
        values.put("pooling", pooling);
        values.put("forest", forest);
        values.put("report", paper.report());
        values.put("timeline", paper.timeline());
        Words words = Words.english();
        Centre centre = new Centres(database.sql()).all().stream()
                .filter(each -> each.id().equals(Demonstration.CENTRE)).findFirst().orElseThrow();
        return new Press(words, centre, settings.zone()).pdf("report-print",
                words.say("report.title"), values, figures, "limbline report --demo", made);
    }
}
