package limbline.app.followup;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.LinkedHashMap;
import java.util.function.Function;
import limbline.course.Course;
import limbline.course.LesionCourse;
import limbline.event.ReferralEvent.Referred;
import limbline.followup.Outcome;
import limbline.measure.Finding;
import limbline.measure.Term;
import limbline.patient.Option;
import limbline.patient.Treatment;

/// A recurrence starts the way again: a referral from the clinic with everything known. Whether
/// another infusion is proposed has to be said, yes or no.
///
/// @param errors by field, in sentences
record Again(List<Referred> referral, Map<String, String> errors) {

    /// Who refers.
    static final String BY = "our own clinic";

    Again {
        referral = List.copyOf(referral);
        errors = Map.copyOf(errors);
    }

    /// What a person proposes beside another infusion.
    static final List<Treatment> OTHERS = List.of(Treatment.AMPUTATION, Treatment.RESECTION,
            Treatment.RADIOTHERAPY, Treatment.RE_IRRADIATION, Treatment.SYSTEMIC_THERAPY,
            Treatment.OBSERVATION, Treatment.TRIAL);

    /// @param sent the fields by name: `again` is ILI, HILP or no
    /// @param others proposed as well
    static Again read(Function<String, String> sent, List<String> others) {
        Map<String, String> errors = new LinkedHashMap<>();
        List<Option> proposed = new ArrayList<>();
        String again = sent.apply("again").strip();
        try {
            if (again.isEmpty()) {
                errors.put("again", "say whether another infusion is proposed, yes or no");
            } else if (!again.equals("no")) {
                Treatment infusion = Term.parse(Treatment.class, again);
                proposed.add(new Option(infusion, "again"));
            }
            others.forEach(other -> proposed.add(
                    new Option(Term.parse(Treatment.class, other), "")));
        } catch (IllegalArgumentException e) {
            errors.put("again", String.valueOf(e.getMessage()));
        }
        String reason = sent.apply("reason").strip();
        if (reason.isEmpty()) {
            errors.put("reason", "write why; what is known stands there to begin with");
        }
        if (!errors.isEmpty()) {
            return new Again(List.of(), errors);
        }
        String words = again.equals("no") ? "Another infusion is not proposed. " + reason : reason;
        return new Again(List.of(new Referred(
                Finding.known(BY), proposed, Finding.known(words))), errors);
    }

    /// Everything known, as the text to begin with: what each infusion did, how long ago it was, and
    /// which lesions there are.
    static String known(Course course, LocalDate today) {
        List<String> lines = new ArrayList<>();
        Outcome.all(course, today).forEach(outcome ->
                lines.add(String.join(" ", outcome.sentences())));
        List<LesionCourse> there = VisitForm.followed(course, today);
        there.forEach(lesion -> lines.add("Lesion %s, %s: %s.".formatted(lesion.id(),
                lesion.found().place(), lesion.stateAt(today).term().replace('-', ' '))));
        lines.add("Disease: " + course.diseaseStatus().status().term().replace('-', ' ') + ".");
        return String.join("\n", lines);
    }
}
