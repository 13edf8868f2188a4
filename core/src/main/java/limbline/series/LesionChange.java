package limbline.series;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import limbline.course.LimbCourse.Infusion;
import limbline.course.Placed;
import limbline.event.FollowupEvent.LesionsMeasured;
import limbline.event.ReferralEvent.LesionFound;
import limbline.followup.Look;
import limbline.followup.Recist;
import limbline.measure.Elapsed;
import limbline.measure.EventId;
import limbline.patient.LesionId;
import limbline.patient.LesionKind;
import limbline.series.Endpoint.Kind.Measure;
import limbline.series.Since.Later;
import limbline.series.Unit.Infusions;
import limbline.series.Value.Measured;
import limbline.series.Value.NotAssessable;

/// How far the followed lesions shrank, or grew, after an infusion: the bars of a waterfall plot.
final class LesionChange {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private LesionChange() {}

    static final Endpoint<Infusions> BEST = new Endpoint<>(
            "best-change-of-lesions", "Best change of the measured lesions", Infusions.UNIT,
            new Measure("%"),
            one -> one.infusions().stream().map(each -> best(one, each)).toList());

    private static Result<Infusions> best(Case one, Infusion infusion) {
        List<EventId> restsOn = new ArrayList<>(List.of(infusion.placed().id()));
        Optional<Placed> baseline = one.course().timeline().stream()
                .filter(placed -> placed.event() instanceof LesionsMeasured measured
                        && !measured.targets().isEmpty())
                .filter(placed -> one.course().between(infusion.placed().id(), placed.id())
                        .filter(days -> days.used() <= 0).isPresent())
                .reduce((_, later) -> later);
        if (baseline.isEmpty()) {
            return result(one, infusion, new NotAssessable("no lesion was measured before"), restsOn);
        }
        restsOn.add(baseline.get().id());
        LesionsMeasured before = (LesionsMeasured) baseline.get().event();
        List<LesionId> inField = infusion.event().inField();
        List<LesionId> targets = before.targets().stream()
                .filter(target -> inField.isEmpty() || inField.contains(target)).toList();
        if (targets.isEmpty()) {
            return result(one, infusion, new NotAssessable("no measured lesion lay in the field"),
                    restsOn);
        }
        List<Later> looks = Responses.untilStop(one, infusion, 1, LesionsMeasured.class::isInstance);
        return result(one, infusion, value(one, before, targets, looks, restsOn), restsOn);
    }

    private static Value value(Case one, LesionsMeasured before, List<LesionId> targets,
            List<Later> looks, List<EventId> restsOn) {
        List<Optional<BigDecimal>> sums;
        try {
            sums = new Recist(targets, nodes(one), look(before)).sums(looks.stream()
                    .map(later -> look((LesionsMeasured) later.placed().event())).toList());
        } catch (IllegalArgumentException e) { // of the record; the page of the patient says which
            return new NotAssessable("the targets are none by RECIST 1.1");
        }
        BigDecimal first = sums.getFirst().orElse(BigDecimal.ZERO);
        int least = 0;
        for (int i = 1; i < sums.size(); i++) {
            if (sums.get(i).isPresent() && (least == 0
                    || sums.get(i).get().compareTo(sums.get(least).orElseThrow()) < 0)) {
                least = i;
            }
        }
        if (least == 0 || first.signum() == 0) {
            return new NotAssessable("not measured again");
        }
        restsOn.add(looks.get(least - 1).placed().id());
        return new Measured(Elapsed.exactly(sums.get(least).orElseThrow().subtract(first)
                .multiply(HUNDRED).divide(first, 0, RoundingMode.HALF_UP).longValueExact()));
    }

    private static Look look(LesionsMeasured measured) {
        return new Look(measured.sizes(), Set.of());
    }

    private static Set<LesionId> nodes(Case one) {
        Set<LesionId> nodes = new HashSet<>();
        one.course().timeline().forEach(placed -> {
            if (placed.event() instanceof LesionFound found
                    && found.kind() == LesionKind.NODAL_METASTASIS) {
                nodes.add(found.lesion());
            }
        });
        return nodes;
    }

    private static Result<Infusions> result(Case one, Infusion infusion,
            Value value, List<EventId> restsOn) {
        return new Result<>(Responses.infusion(one, infusion), value, restsOn);
    }
}
