package limbline.app.followup;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limbline.app.journal.PatientKey;
import limbline.followup.AfterInfusion;
import limbline.followup.Answer;
import limbline.followup.Answers;
import limbline.followup.Appointment;
import limbline.followup.Appointments;
import limbline.followup.Look;
import limbline.followup.Own;
import limbline.followup.Part;
import limbline.patient.LesionId;
import limbline.patient.LesionSize;
import limbline.protocol.FollowUpPlan;
import limbline.protocol.FollowUpPlan.Planned;
import limbline.protocol.Limit;
import limbline.protocol.Protocol;

/// What the clinic says at the command line: as text, and as values for JSON (docs/clinic-json.md).
public final class ClinicText {

    private ClinicText() {}

    /// How a patient stands.
    public static Map<String, Object> due(PatientKey patient, Appointments appointments) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("centre", patient.centre());
        json.put("patient", patient.patient().value());
        json.put("on", appointments.today().toString());
        json.put("state", appointments.state().map(state -> state.term()).orElse("none"));
        appointments.next().ifPresent(next -> {
            json.put("next", next.name());
            json.put("due", next.due().toString());
        });
        appointments.infusion().ifPresent(infusion -> {
            json.put("limb", infusion.event().limb().toString());
            json.put("modality", infusion.event().modality().term());
            json.put("infused", infusion.placed().when());
        });
        appointments.lastSeen().ifPresent(seen -> json.put("lastSeen", seen.when()));
        List<Object> all = new ArrayList<>();
        appointments.single().forEach(one -> all.add(appointment(one, appointments.today())));
        appointments.response().ifPresent(one -> all.add(appointment(one, appointments.today())));
        appointments.visits().forEach(one -> all.add(appointment(one, appointments.today())));
        json.put("appointments", all);
        return json;
    }

    private static Map<String, Object> appointment(Appointment one, LocalDate today) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", one.name());
        json.put("due", one.due().toString());
        json.put("state", one.on(today).term());
        json.put("opens", one.opens().toString());
        json.put("overdueFrom", one.overdueFrom().toString());
        one.lostFrom().ifPresent(day -> json.put("lostFrom", day.toString()));
        if (!one.source().isEmpty()) {
            json.put("source", one.source());
        }
        switch (one.came()) {
            case Appointment.Came.Open _ -> { }
            case Appointment.Came.Done(_, var on) -> json.put("seen", on.toString());
            case Appointment.Came.Missed(_, var on) -> json.put("nextSeen", on.toString());
        }
        return json;
    }

    /// What a protocol asks for after an infusion on that day.
    public static Map<String, Object> plan(Protocol protocol, LocalDate infusion) {
        FollowUpPlan plan = protocol.followUp();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("protocol", protocol.id());
        json.put("modality", protocol.modality().term());
        json.put("infusion", infusion.toString());
        plan.early().ifPresent(limit -> json.put("early", limit.words()));
        plan.late().ifPresent(limit -> json.put("late", limit.words()));
        plan.lost().ifPresent(limit -> json.put("lost", limit.words()));
        List<Object> visits = new ArrayList<>();
        for (Planned one : plan.after(infusion)) {
            Map<String, Object> visit = new LinkedHashMap<>();
            visit.put("name", one.name());
            visit.put("says", one.says());
            visit.put("due", one.due().toString());
            visit.put("opens", plan.opens(one.due()).toString());
            visit.put("overdueFrom", plan.lastDay(one.due()).plusDays(1).toString());
            plan.lostAfter(one.due()).ifPresent(day ->
                    visit.put("lostFrom", day.plusDays(1).toString()));
            visit.put("response", one.response());
            visit.put("source", protocol.sources().getOrDefault(one.source(), one.source()));
            visits.add(visit);
        }
        json.put("visits", visits);
        return json;
    }

    public static String planText(Protocol protocol, LocalDate infusion) {
        FollowUpPlan plan = protocol.followUp();
        if (plan.visits().isEmpty()) {
            return "%s plans no follow-up.\n".formatted(protocol.id());
        }
        StringBuilder text = new StringBuilder("%s, after an infusion on %s\n".formatted(
                protocol.title(), infusion));
        plan.after(infusion).forEach(one -> text.append("  %s  %-9s %s%s [%s]\n".formatted(
                one.due(), one.name(), one.says(), one.response() ? " (response)" : "",
                one.source())));
        line(text, "a visit counts from", plan.early(), " before its day on");
        line(text, "it is overdue", plan.late(), " after its day");
        line(text, "lost to follow-up", plan.lost(), " after its day");
        return text.toString();
    }

    private static void line(StringBuilder text, String what, Optional<Limit> limit, String when) {
        text.append("  %s: %s\n".formatted(what, limit.map(one -> one.amount().isPresent()
                ? one.words() + when : one.words()).orElse("not in the file")));
    }

    /// The response after one infusion.
    public static Map<String, Object> response(PatientKey patient, Answers answers) {
        AfterInfusion after = answers.after();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("centre", patient.centre());
        json.put("patient", patient.patient().value());
        json.put("infusion", after.infusion().number());
        json.put("limb", after.infusion().event().limb().toString());
        json.put("infused", after.infusion().placed().when());
        json.put("criterion", answers.criterion().term());
        json.put("fieldTaken", after.isFieldTaken());
        Map<String, Object> lesions = new LinkedHashMap<>();
        for (LesionId lesion : after.lesions()) {
            lesions.put(lesion.value(),
                    after.parts().getOrDefault(lesion, Part.NOT_STATED).term());
        }
        json.put("lesions", lesions);
        json.put("baseline", sizes(after.baseline()));
        json.put("looks", after.looks().stream().map(look -> Map.of(
                "day", look.day().toString(), "sizes", sizes(look.look()),
                "new", look.look().appeared().stream().map(LesionId::value).sorted().toList()))
                .toList());
        json.put("answers", answers.answers().stream().map(ClinicText::answer).toList());
        json.put("lesionAnswers", answers.lesions().stream().map(ClinicText::answer).toList());
        json.put("clinician", answers.own().stream().map(ClinicText::own).toList());
        return json;
    }

    private static List<String> sizes(Look look) {
        return look.sizes().stream().map(LesionSize::toString).toList();
    }

    private static Map<String, Object> answer(Answer answer) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("day", answer.day().toString());
        json.put("part", answer.part().term());
        answer.lesion().ifPresent(lesion -> json.put("lesion", lesion.value()));
        json.put("response", answer.computed().response().term());
        json.put("working", answer.computed().working());
        return json;
    }

    private static Map<String, Object> own(Own own) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("when", own.placed().when());
        json.put("part", own.part().term());
        own.lesion().ifPresent(lesion -> json.put("lesion", lesion.value()));
        json.put("response", own.said().response().words());
        json.put("criterion", own.said().criterion().term());
        own.beside().ifPresent(beside ->
                json.put("computed", beside.computed().response().term()));
        json.put("compared", switch (own.compared()) {
            case SAME -> "same";
            case DIFFERENT -> "different";
            case NOT_COMPARED -> "not-compared";
        });
        json.put("words", own.words());
        return json;
    }

    public static String responseText(Answers answers) {
        AfterInfusion after = answers.after();
        StringBuilder text = new StringBuilder("Infusion %s: %s of the %s, %s\n".formatted(
                after.infusion().number(), after.infusion().event().modality().term(),
                after.infusion().event().limb(), after.infusion().placed().when()));
        if (after.isFieldTaken()) {
            text.append("  The record names no lesion in the field; those on the limb are taken for"
                    + " it.\n");
        }
        text.append("  before: ").append(String.join("; ", sizes(after.baseline()))).append("\n");
        after.looks().forEach(look -> text.append("  %s: %s\n".formatted(
                look.day(), String.join("; ", sizes(look.look())))));
        for (Answer answer : answers.answers()) {
            text.append("  %s, %s, %s: %s\n".formatted(answer.day(), answer.part().term(),
                    answers.criterion().term(),
                    answer.computed().response().term().replace('-', ' ')));
            answer.computed().working().forEach(line ->
                    text.append("      ").append(line).append("\n"));
        }
        if (after.looks().isEmpty()) {
            text.append("  Nothing was measured since, so no criterion gives a response.\n");
        }
        answers.own().forEach(own -> text.append("  %s, %s: %s\n".formatted(own.placed().when(),
                own.lesion().map(LesionId::value).orElse(own.part().term()), own.words())));
        return text.toString();
    }
}
