package limbline.app.figure;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import limbline.event.BoardEvent.BoardDecided;
import limbline.event.BoardEvent.CriterionStated;
import limbline.event.BoardEvent.DecisionMinuted;
import limbline.event.BoardEvent.ListedForBoard;
import limbline.event.BoardEvent.PatientAssessed;
import limbline.event.BoardEvent.TaskDone;
import limbline.event.BoardEvent.TaskGiven;
import limbline.event.CareEvent.AlertAcknowledged;
import limbline.event.CareEvent.DischargeItemStated;
import limbline.event.CareEvent.FasciotomyDone;
import limbline.event.CareEvent.FluidGiven;
import limbline.event.CareEvent.MedicineGiven;
import limbline.event.CareEvent.WatchHandedOver;
import limbline.event.CareEvent.Weighed;
import limbline.event.Event;
import limbline.event.FollowupEvent.ClinicPlanned;
import limbline.event.FollowupEvent.Died;
import limbline.event.FollowupEvent.LastSeen;
import limbline.event.FollowupEvent.LateToxicityGraded;
import limbline.event.FollowupEvent.LesionsMeasured;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.FollowupEvent.ResponseAssessed;
import limbline.event.OrderEvent.OrderSigned;
import limbline.event.OrderEvent.OrderWritten;
import limbline.event.ProcedureEvent;
import limbline.event.ProcedureEvent.AlarmAcknowledged;
import limbline.event.ProcedureEvent.BloodGasTaken;
import limbline.event.ProcedureEvent.DrugGiven;
import limbline.event.ProcedureEvent.LimbCompared;
import limbline.event.ProcedureEvent.MeasurementTaken;
import limbline.event.ProcedureEvent.Noted;
import limbline.event.ProcedureEvent.OverrideGiven;
import limbline.event.ProcedureEvent.PermissionRefused;
import limbline.event.ProcedureEvent.ProcedureAborted;
import limbline.event.ProcedureEvent.ProcedureEnded;
import limbline.event.ProcedureEvent.StepTaken;
import java.util.Set;
import limbline.patient.ConsentTo;
import limbline.event.RecordEvent.ConsentWithdrawn;
import limbline.event.RecordEvent.Consented;
import limbline.event.RecordEvent.Withdrawn;
import limbline.event.ReferralEvent.Biopsied;
import limbline.event.ReferralEvent.Diagnosed;
import limbline.event.ReferralEvent.Imaged;
import limbline.event.ReferralEvent.LesionFound;
import limbline.event.ReferralEvent.Photographed;
import limbline.event.ReferralEvent.Presented;
import limbline.event.ReferralEvent.Referred;
import limbline.event.TheatreEvent.Amputated;
import limbline.event.TheatreEvent.EnteredTheatre;
import limbline.event.TheatreEvent.Infused;
import limbline.event.TheatreEvent.ProcedureBegun;
import limbline.event.TheatreEvent.Resected;
import limbline.event.TherapyEvent.Irradiated;
import limbline.event.TherapyEvent.SystemicTherapyGiven;
import limbline.event.TherapyEvent.TreatmentNotGiven;
import limbline.event.WardEvent.Admitted;
import limbline.event.WardEvent.Discharged;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.event.WardEvent.LimbChecked;
import limbline.event.WardEvent.Transferred;
import limbline.event.WardEvent.UrineMeasured;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.Amount;
import limbline.measure.Finding;
import limbline.measure.Finding.Known;
import limbline.measure.Finding.Missing;
import limbline.measure.Finding.Printed;
import limbline.measure.Finding.Why;
import limbline.measure.Term;
import limbline.patient.BloodGas;
import limbline.patient.LesionSize;
import limbline.patient.LimbSign;

/// An event in a few words, for a list of them and for the note a pointer brings up.
public final class Sayings {

    private static final Map<String, String> CAPITALS =
            Map.of("act", "ACT", "ph", "pH", "tnf", "TNF", "ck", "CK");

    private Sayings() {}

    /// One phrase without its date: "resection of biceps, clavicle: R0". What is missing is said
    /// where a reader would look for it.
    public static String of(Event event) {
        return switch (event) {
            case Presented e -> "presented, " + words(e.sex()) + ", age " + words(e.age());
            case Referred e -> "referred" + said(" by ", e.by()) + list(" for ", e.proposed());
            case LesionFound e -> "lesion " + e.lesion() + " found: " + e.kind().term() + ", "
                    + e.side().found().map(side -> side.term() + " ").orElse("") + e.site().term();
            case Diagnosed e -> "diagnosis: " + words(e.histology())
                    + e.grade().found().map(grade -> ", " + grade.term() + " grade").orElse("");
            case Biopsied e -> "biopsy" + list(" of ", e.lesions()) + ": "
                    + e.result().found().orElseGet(() -> words(e.histology()));
            case Imaged e -> e.modality().term() + " of " + e.region() + ": " + words(e.finding());
            case Photographed e -> "photograph: " + e.caption();
            case ListedForBoard e -> "listed for the board of " + e.meeting();
            case BoardDecided e -> "board" + list(" recommended ", e.recommended())
                    + list("; chosen ", e.chosen()) + list("; declined ", e.declined());
            case PatientAssessed e -> assessed(e);
            case CriterionStated e -> "criterion " + e.criterion() + " of " + e.criteria() + ": "
                    + e.met().term().replace('-', ' ') + said(", ", e.words());
            case DecisionMinuted e -> "minutes" + list(" of ", e.present())
                    + list("; plan: ", e.plan()) + said("; ", e.remark());
            case TaskGiven e -> "task of " + e.owner() + " until " + e.due() + ": " + e.task();
            case TaskDone e -> "task done" + said(": ", e.words());
            case Irradiated e -> "radiotherapy" + list(" of ", e.lesions()) + ": "
                    + words(e.intent()) + ", dose " + words(e.dose());
            case SystemicTherapyGiven e -> "systemic therapy" + list(": ", sorted(e.drugs()));
            case TreatmentNotGiven e -> "no " + e.treatment().term() + " given";
            case OrderWritten e -> "order for the " + e.limb() + " by the protocol "
                    + e.protocol() + list(": ", e.doses());
            case OrderSigned e -> "order signed by " + e.first() + " and " + e.second();
            case EnteredTheatre e ->
                "in theatre for " + e.modality().term() + " of the " + e.limb();
            case ProcedureBegun e -> "procedure begun: " + e.modality().term() + " of the "
                    + e.limb() + " by the protocol " + e.protocol();
            case ProcedureEvent e -> procedure(e);
            case Resected e -> "resection" + list(" of ", e.lesions()) + ": margin "
                    + words(e.margin())
                    + e.nodes().found().map(nodes -> ", nodes positive " + nodes).orElse("");
            case Infused e -> e.modality().term() + " of the " + e.limb() + list(": ", e.drugs());
            case Amputated e -> "amputation of the " + e.limb() + ", level " + words(e.level());
            case Admitted e -> "admitted" + said(" to ", e.to());
            case Transferred e -> "transferred" + said(" to ", e.to());
            case Discharged e -> "discharged" + said(" to ", e.to());
            case LaboratoryReported e -> e.analyte().term().replace('-', ' ') + ": "
                    + words(e.value()) + said(", ", e.resultStatus()) + said(", ", e.trend())
                    + said(", ", e.remark());
            case Weighed e -> "weight " + e.weight();
            case MedicineGiven e -> e.medicine() + said(" ", e.dose()) + " given";
            case FluidGiven e -> "fluid " + e.volume() + said(" in ", e.over())
                    + said(": ", e.fluid());
            case FasciotomyDone e -> "fasciotomy of the " + e.limb()
                    + said(": ", e.compartments());
            case AlertAcknowledged e -> "acknowledged: " + e.alert().split("/", 2)[0]
                    + " (" + e.tier().term() + ")" + said(", ", e.reason());
            case WatchHandedOver e -> "watch taken over" + said(" from ", e.from())
                    + said(": ", e.remark());
            case DischargeItemStated e -> "before discharge, " + e.item() + ": "
                    + e.met().term() + said(", ", e.words());
            case UrineMeasured e -> "urine " + e.volume() + said(" in ", e.over());
            case LimbChecked e -> "look at the " + e.limb() + found(e);
            case WieberdinkGraded e -> "Wieberdink of the " + e.limb() + ": " + words(e.grade())
                    + said(", seen by ", e.observer());
            case ClinicPlanned e -> "clinic planned for " + e.due() + said(": ", e.purpose());
            case LesionsMeasured e -> "measured: " + e.sizes().stream()
                    .map(LesionSize::toString).collect(Collectors.joining("; "));
            case ResponseAssessed e -> "response" + list(" of ", e.lesions()) + ": "
                    + words(e.response()) + " (" + e.criterion().term() + ")";
            case Progressed e -> "progression, " + joined(sorted(e.extent()))
                    + list(": ", e.lesions()) + said(": ", e.sites());
            case LateToxicityGraded e -> "late toxicity of the " + e.limb() + ": " + e.effect().words()
                    + ", grade " + words(e.grade()) + e.scale().found().map(scale -> " by " + scale)
                            .orElse("") + said(": ", e.words());
            case LastSeen e -> "seen alive: " + words(e.status());
            case Died e -> "died" + e.cause().found()
                    .map(cause -> " " + cause.term().replace('-', ' '))
                    .orElse(", cause " + words(e.cause()));
            case Consented e -> "consented in writing to " + consents(e.purposes())
                    + said("; the paper is kept: ", e.document());
            case ConsentWithdrawn e -> "withdrew consent to " + consents(e.purposes())
                    + said(": ", e.words());
            case Withdrawn _ -> "withdrawn: it never happened";
        };
    }

    private static String consents(Set<ConsentTo> to) {
        return to.stream().map(Term::text).sorted().collect(Collectors.joining(" and "));
    }

    /// Only what was looked at.
    private static String assessed(PatientAssessed event) {
        return "assessed" + said("; Karnofsky ", event.karnofsky()) + said("; NYHA ", event.heart())
                + list("; pulses felt: ", sorted(event.pulses()))
                + list("; no pulse: ", sorted(event.noPulses()))
                + list("; present: ", sorted(event.present()))
                + list("; absent: ", sorted(event.absent()))
                + list("; unclear: ", sorted(event.unclear()))
                + list("; below the tourniquet line: ", event.distal())
                + list("; not below it: ", event.notDistal()) + said("; ", event.remark());
    }

    private static String procedure(ProcedureEvent event) {
        return switch (event) {
            case LimbCompared e -> "before the team: " + e.patient() + ", " + e.limb();
            case StepTaken e -> "step " + e.step() + second(", with ", e.with());
            case BloodGasTaken e -> "blood gas of the %s: %s".formatted(e.drawn().term(),
                    e.values().stream().map(BloodGas::written).collect(Collectors.joining(", ")));
            case MeasurementTaken e -> measurement(e.measurement()) + " " + e.amount().written();
            case DrugGiven e -> e.drug().term() + " given: "
                    + e.dose().found().map(Amount::written).orElseGet(() -> words(e.dose()))
                    + second(", checked with ", e.with());
            case PermissionRefused e -> "no permission for " + e.step() + list(": ", e.reasons());
            case OverrideGiven e -> "override for %s by %s and %s: %s".formatted(
                    e.step(), e.first(), e.second(), e.reason());
            case ProcedureAborted e -> "aborted: " + e.reason();
            case Noted e -> "note: " + e.text();
            case AlarmAcknowledged e -> "seen by " + e.seenBy() + ": "
                    + e.what().split(" ", 2)[0].replace('-', ' '); // the rest names one of many
            case ProcedureEnded _ -> "procedure ended";
        };
    }

    /// The id of a measurement as people write it: "ACT", "perfusate pH", "limb temperature".
    public static String measurement(String id) {
        return Arrays.stream(id.split("-"))
                .map(word -> CAPITALS.getOrDefault(word, word))
                .collect(Collectors.joining(" "));
    }

    /// A finding for people: a value, or why there is none.
    public static String words(Finding<?> finding) {
        return switch (finding) {
            case Known<?>(var value) -> Term.words(value);
            case Missing<?>(Why why) -> why.term().replace('-', ' ');
            case Printed<?>(String words) -> "printed as “" + words + "”";
        };
    }

    /// A name that was typed without its PIN is no confirmation, and is said with that.
    private static String second(String before, Finding<String> with) {
        return with instanceof Printed<String>(String name)
                ? before + name + " (not confirmed)" : said(before, with);
    }

    private static String said(String before, Finding<?> finding) {
        return finding.found().map(value -> before + Term.words(value)).orElse("");
    }

    /// What was not normal, and the pressures.
    private static String found(LimbChecked check) {
        String said = check.signs().entrySet().stream()
                .filter(sign -> sign.getValue().found().filter(LimbSign.NORMAL::equals).isEmpty()
                        && !sign.getValue().equals(Finding.<LimbSign>notStated()))
                .map(sign -> sign.getKey().words() + " " + words(sign.getValue()))
                .collect(Collectors.joining(", "));
        return (said.isEmpty() ? "" : ": " + said)
                + said(", compartment ", check.compartmentPressure())
                + said(", diastolic ", check.diastolic());
    }

    private static String list(String before, Collection<?> values) {
        return values.isEmpty() ? "" : before + joined(values);
    }

    private static String joined(Collection<?> values) {
        return values.stream().map(Term::text).collect(Collectors.joining(", "));
    }

    private static java.util.List<?> sorted(Collection<?> values) {
        return values.stream().map(Term::text).sorted().toList();
    }
}
