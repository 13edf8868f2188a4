package limbline.app.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import limbline.app.evidence.OurCounts;
import limbline.course.AsOf;
import limbline.evidence.Outcome;
import limbline.evidence.OwnSeries;
import limbline.evidence.Tnf;
import limbline.patient.Modality;
import limbline.series.Cohort;
import limbline.series.Condition;
import limbline.series.Endpoint;
import limbline.series.Endpoint.Together;
import limbline.series.Endpoints;
import limbline.series.Proportion;
import limbline.series.Series;
import limbline.series.SeriesData;
import limbline.series.Table;
import limbline.series.Times;

/// What this centre has counted, to stand beside the published series: response at 3 months per patient
/// and per infusion, limbs kept per limb, by modality.
public final class Ours implements OurCounts {

    private static final double MONTHS = 3;

    private final SeriesDesk desk;
    private final String centre;

    public Ours(SeriesDesk desk, String centre) {
        this.desk = desk;
        this.centre = centre;
    }

    @Override
    public List<OwnSeries> of(Set<Outcome> outcomes, AsOf asOf, boolean withoutSmall) {
        if (withoutSmall && !asOf.equals(AsOf.NOW)) {
            return List.of(); // two days' counts, one less the other, would tell of somebody
        }
        int least = withoutSmall ? Withheld.LIMIT : 0;
        return all(outcomes, asOf).stream()
                .filter(row -> IntStream.of(row.events(), row.trials() - row.events(),
                        row.notAssessable()).noneMatch(count -> Withheld.is(count, least)))
                .toList();
    }

    private List<OwnSeries> all(Set<Outcome> outcomes, AsOf asOf) {
        List<OwnSeries> rows = new ArrayList<>();
        SeriesData data = desk.data(centre, asOf);
        for (Modality modality : Modality.values()) {
            Series series = data.series(new Cohort("ours",
                    List.of(Condition.parse("modality=" + modality.term())), List.of()));
            outcomes.stream().sorted().forEach(outcome ->
                    rows.addAll(rows(outcome, modality, series)));
        }
        return rows;
    }

    private static List<OwnSeries> rows(Outcome outcome, Modality modality, Series series) {
        return switch (outcome) {
            case RESPONSE, COMPLETE_RESPONSE -> Stream.of(
                    response(outcome, modality, series, "response-at-3-months-of-patient", "patient"),
                    response(outcome, modality, series, "response-at-3-months", "procedure"))
                    .flatMap(Optional::stream).toList();
            case LIMB_SALVAGE -> salvage(modality, series).stream().toList();
        };
    }

    private static Optional<OwnSeries> response(
            Outcome outcome, Modality modality, Series series, String name, String unit) {
        Table<?> table = series.table(named(name));
        if (!(table instanceof Table.Grades<?> grades) || grades.assessed().value() == 0) {
            return Optional.empty();
        }
        Together together = grades.kind().shares()
                .get(outcome == Outcome.RESPONSE ? 0 : 1);
        return Optional.of(row(outcome, unit, modality, grades.of(together),
                Optional.of(MONTHS)));
    }

    private static Optional<OwnSeries> salvage(Modality modality, Series series) {
        if (!(series.table(named("limb-salvage")) instanceof Times<?> times) || times.isEmpty()) {
            return Optional.empty();
        }
        Proportion<?> off = times.ended(1);
        int all = off.assessed().value();
        return Optional.of(new OwnSeries("This centre", Outcome.LIMB_SALVAGE, "limb",
                modality.term(), Tnf.MIXED_OR_UNKNOWN, all - off.events().value(), all,
                off.allNotAssessable().value(), Optional.empty(), ""));
    }

    private static OwnSeries row(Outcome outcome, String unit, Modality modality,
            Proportion<?> share, Optional<Double> months) {
        return new OwnSeries("This centre", outcome, unit, modality.term(),
                Tnf.MIXED_OR_UNKNOWN, share.events().value(), share.assessed().value(),
                share.allNotAssessable().value(), months, "");
    }

    private static Endpoint<?> named(String name) {
        return Endpoints.named(name);
    }
}
