package limbline.app.ward;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limbline.app.protocol.SignedProtocol;
import limbline.app.protocol.SignedProtocols;
import limbline.course.Course;
import limbline.patient.Modality;
import limbline.protocol.Protocol;
import limbline.protocol.WardPlan;

/// Which rules of the ward are in force: those of the protocol that the centre signed last for the
/// kind of infusion.
public final class WardPlans {

    private final SignedProtocols signed;

    public WardPlans(SignedProtocols signed) {
        this.signed = signed;
    }

    /// A signed version and what it says.
    public record InForce(SignedProtocol signed, Protocol protocol) {}

    /// Every version in force, the latest signature first.
    public List<InForce> inForce(String centre) {
        return signed.inForce(centre).stream()
                .sorted(Comparator.comparing(SignedProtocol::signed).reversed())
                .map(one -> new InForce(one, signed.protocol(centre, one.hash())))
                .toList();
    }

    /// The rules in force for each kind of infusion.
    public Map<Modality, WardPlan> inForceByModality(String centre) {
        Map<Modality, WardPlan> plans = new EnumMap<>(Modality.class);
        inForce(centre).forEach(one ->
                plans.putIfAbsent(one.protocol().modality(), one.protocol().ward()));
        return plans;
    }

    public Optional<InForce> of(String centre, Modality modality) {
        return inForce(centre).stream()
                .filter(one -> one.protocol().modality() == modality).findFirst();
    }

    /// For the last infusion of a course; no rule at all where nothing is in force or nobody was
    /// infused.
    public WardPlan over(String centre, Course course) {
        return over(inForceByModality(centre), course);
    }

    static WardPlan over(Map<Modality, WardPlan> inForce, Course course) {
        return infused(course).map(modality ->
                inForce.getOrDefault(modality, WardPlan.NONE)).orElse(WardPlan.NONE);
    }

    /// How the last infusion was done.
    public static Optional<Modality> infused(Course course) {
        return course.infusions().stream().reduce((_, later) -> later)
                .map(infusion -> infusion.event().modality());
    }
}
