package limbline.app.followup;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import limbline.app.protocol.SignedProtocol;
import limbline.app.protocol.SignedProtocols;
import limbline.course.Course;
import limbline.course.LimbCourse.Infusion;
import limbline.patient.Modality;
import limbline.protocol.FollowUpPlan;
import limbline.protocol.Protocol;

/// The follow-up plans of a centre: for each kind of infusion that of the protocol it signed last.
///
/// @param by the version each plan comes from, in words
/// @param key changes whenever a plan does
public record Plans(
        Map<Modality, FollowUpPlan> plans, Map<Modality, String> by,
        Map<Modality, Map<String, String>> sources, String key) {

    public Plans {
        plans = Map.copyOf(plans);
        by = Map.copyOf(by);
        sources = Map.copyOf(sources);
    }

    public static Plans inForce(SignedProtocols signed, String centre) {
        Map<Modality, FollowUpPlan> plans = new EnumMap<>(Modality.class);
        Map<Modality, String> by = new EnumMap<>(Modality.class);
        Map<Modality, Map<String, String>> sources = new EnumMap<>(Modality.class);
        List<SignedProtocol> latest = signed.inForce(centre).stream()
                .sorted(Comparator.comparing(SignedProtocol::signed).reversed()).toList();
        for (SignedProtocol one : latest) {
            Protocol protocol = signed.protocol(centre, one.hash());
            if (plans.putIfAbsent(protocol.modality(), protocol.followUp()) == null) {
                by.put(protocol.modality(), one.id() + " version " + one.version());
                sources.put(protocol.modality(), protocol.sources());
            }
        }
        return new Plans(plans, by, sources, latest.stream().map(SignedProtocol::hash).sorted()
                .collect(Collectors.joining(" ")));
    }

    /// The plan of one file, for its kind of infusion alone.
    public static Plans of(Protocol protocol) {
        return new Plans(Map.of(protocol.modality(), protocol.followUp()),
                Map.of(protocol.modality(), protocol.id()),
                Map.of(protocol.modality(), protocol.sources()), protocol.id());
    }

    /// For the last infusion of a course; no plan where nothing is in force or nobody was infused.
    public FollowUpPlan of(Course course) {
        return course.infusions().stream().reduce((_, later) -> later).map(Infusion::event)
                .map(infused -> plans.getOrDefault(infused.modality(), FollowUpPlan.NONE))
                .orElse(FollowUpPlan.NONE);
    }
}
