package limbline.series;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import limbline.course.Course;
import limbline.course.LimbCourse.Infusion;
import limbline.course.Placed;
import limbline.event.Event;
import limbline.event.ReferralEvent.Diagnosed;
import limbline.event.ReferralEvent.LesionFound;
import limbline.event.ReferralEvent.Presented;
import limbline.event.TherapyEvent.Irradiated;
import limbline.event.TherapyEvent.SystemicTherapyGiven;
import limbline.event.TherapyEvent.TreatmentNotGiven;
import limbline.measure.Term;
import limbline.patient.LesionKind;
import limbline.patient.Treatment;

/// Reads the facts off a case. A fact with several values has them in alphabetical order, with `|`
/// between; one that is not stated is not there.
final class Facts {

    private final Case one;
    private final Map<Fact, String> all = new EnumMap<>(Fact.class);

    private Facts(Case one) {
        this.one = one;
    }

    /// @param infusion whose facts are meant; of a limb or a patient the first
    static Map<Fact, String> of(String centre, Case one, Optional<Infusion> infusion) {
        Facts facts = new Facts(one);
        facts.put(Fact.CENTRE, List.of(centre));
        facts.ofPatient();
        infusion.ifPresent(facts::ofInfusion);
        return facts.all;
    }

    private void ofPatient() {
        Course course = one.course();
        put(Fact.PATIENT, List.of(course.patient().value()));
        put(Fact.SEX, course.person().sex().found().map(Term::text).stream().toList());
        put(Fact.AGE, events(Presented.class).flatMap(each -> each.age().found().stream())
                .map(age -> String.valueOf(age.value().intValue())).limit(1).toList());
        List<Diagnosed> diagnoses = events(Diagnosed.class).toList();
        put(Fact.HISTOLOGY, diagnoses.stream().flatMap(each -> each.histology().found().stream())
                .map(histology -> histology.words()).toList());
        put(Fact.MORPHOLOGY, diagnoses.stream().flatMap(each -> each.histology().found().stream())
                .flatMap(histology -> histology.morphology().stream()).toList());
        put(Fact.GRADE, diagnoses.stream().flatMap(each -> each.grade().found().stream())
                .map(Term::text).toList());
        put(Fact.METASTASIS, diagnoses.stream()
                .flatMap(each -> each.metastasis().found().stream()).map(Term::text).toList());
        put(Fact.DIAGNOSED, one.first(Diagnosed.class::isInstance).flatMap(Placed::span)
                .map(span -> span.used().toString()).stream().toList());
        List<LesionFound> primaries = events(LesionFound.class)
                .filter(found -> found.kind() == LesionKind.PRIMARY).toList();
        put(Fact.SITE, primaries.stream().map(found -> found.site().term()).toList());
        put(Fact.ZONE, primaries.stream().map(found -> found.site().zone().term()).toList());
        put(Fact.RADIOTHERAPY, given(Irradiated.class::isInstance, Treatment.RADIOTHERAPY));
        put(Fact.SYSTEMIC_THERAPY, given(
                SystemicTherapyGiven.class::isInstance, Treatment.SYSTEMIC_THERAPY));
    }

    private void ofInfusion(Infusion infusion) {
        put(Fact.MODALITY, List.of(infusion.event().modality().term()));
        put(Fact.LIMB, List.of(infusion.event().limb().toString()));
        put(Fact.EXTREMITY, List.of(infusion.event().limb().extremity().term()));
        put(Fact.SIDE, infusion.event().limb().side().map(Term::text).stream().toList());
        put(Fact.DRUGS, infusion.event().drugs().stream().map(dose -> dose.drug().term()).toList());
        put(Fact.INFUSED, infusion.placed().span().map(span -> span.used().toString())
                .stream().toList());
        put(Fact.INFUSION, List.of(infusion.ordinal() == 1 ? "first" : "repeat"));
        put(Fact.PRIOR_RADIOTHERAPY, before(
                infusion, Irradiated.class::isInstance, Treatment.RADIOTHERAPY));
        put(Fact.PRIOR_SYSTEMIC_THERAPY, before(
                infusion, SystemicTherapyGiven.class::isInstance, Treatment.SYSTEMIC_THERAPY));
    }

    private void put(Fact fact, Collection<String> values) {
        if (!values.isEmpty()) {
            all.put(fact, String.join("|", new TreeSet<>(values.stream()
                    .map(value -> value.replace('|', '/')).toList())));
        }
    }

    private <E extends Event> Stream<E> events(Class<E> type) {
        return one.course().timeline().stream().map(Placed::event)
                .filter(type::isInstance).map(type::cast);
    }

    private List<String> given(Predicate<Event> is, Treatment treatment) {
        return one.first(is).isPresent() ? List.of("yes") : notGiven(treatment);
    }

    private List<String> notGiven(Treatment treatment) {
        return one.first(event -> event instanceof TreatmentNotGiven not
                && not.treatment() == treatment).isPresent() ? List.of("no") : List.of();
    }

    /// Given before the infusion by the days used, or in an order that nobody tells.
    private List<String> before(Infusion infusion, Predicate<Event> is, Treatment treatment) {
        Since since = one.since(infusion.placed());
        boolean given = one.course().timeline().stream()
                .filter(placed -> is.test(placed.event()))
                .anyMatch(since::isBefore);
        boolean unclear = since.undated(is).isPresent();
        return given ? List.of("yes") : unclear ? List.of()
                : one.first(is).isPresent() ? List.of("no") : notGiven(treatment);
    }

    /// The values of a fact as it is kept.
    static List<String> values(String kept) {
        return Arrays.asList(kept.split("\\|", -1));
    }
}
