package limbline.event;

import java.util.List;
import java.util.Set;
import limbline.measure.Finding;
import limbline.measure.Millimetres;
import limbline.measure.Sorted;
import limbline.measure.Text;
import limbline.measure.Years;
import limbline.patient.BiopsyMethod;
import limbline.patient.Depth;
import limbline.patient.Grade;
import limbline.patient.Histology;
import limbline.patient.ImageHash;
import limbline.patient.ImagingModality;
import limbline.patient.LesionId;
import limbline.patient.LesionKind;
import limbline.patient.Limb;
import limbline.patient.Option;
import limbline.patient.Presence;
import limbline.patient.Resectability;
import limbline.patient.Sex;
import limbline.patient.Side;
import limbline.patient.Site;
import limbline.patient.Structure;

/// How a patient comes to us, and what the disease is.
public sealed interface ReferralEvent extends Event {

    /// The patient became known to us, so old on that day.
    record Presented(Finding<Sex> sex, Finding<Years> age) implements ReferralEvent {}

    /// Somebody sent the patient, proposing something.
    record Referred(Finding<String> by, List<Option> proposed, Finding<String> reason)
            implements ReferralEvent {
        public Referred {
            proposed = List.copyOf(proposed);
        }
    }

    /// A lesion was found. From here its name stands for it.
    ///
    /// @param detail where exactly, in words ("along the biceps tendon")
    /// @param size longest diameter
    record LesionFound(
            LesionId lesion,
            LesionKind kind,
            Site site,
            Finding<Side> side,
            Finding<String> detail,
            Finding<Depth> depth,
            Finding<Millimetres> size,
            Set<Structure> involves,
            Finding<Resectability> resectability)
            implements ReferralEvent {
        public LesionFound {
            involves = Sorted.copyOf(involves);
        }

        /// Where it is, for people: "left forearm", or "forearm" where the side is not known.
        public String place() {
            return side.found().map(known -> known.term() + " ").orElse("")
                    + site.term().replace('-', ' ');
        }
    }

    /// The sarcoma was diagnosed: time zero of what registries count.
    record Diagnosed(
            List<LesionId> lesions,
            Finding<Histology> histology,
            Finding<Grade> grade,
            Finding<Presence> metastasis)
            implements ReferralEvent {
        public Diagnosed {
            lesions = List.copyOf(lesions);
        }
    }

    /// Tissue was taken and looked at.
    record Biopsied(
            List<LesionId> lesions,
            Finding<BiopsyMethod> method,
            Finding<Histology> histology,
            Finding<Grade> grade,
            Finding<String> result)
            implements ReferralEvent {
        public Biopsied {
            lesions = List.copyOf(lesions);
        }
    }

    /// A picture of the inside was made and read.
    record Imaged(
            ImagingModality modality,
            String region,
            Finding<String> finding,
            Finding<Presence> distantDisease,
            List<LesionId> lesions)
            implements ReferralEvent {
        public Imaged {
            region = Text.line("region", region);
            lesions = List.copyOf(lesions);
        }
    }

    /// A photograph was taken of a lesion or a limb. The picture itself lies outside the journal
    /// under its hash, or is known to exist and not held.
    record Photographed(
            String caption, List<LesionId> lesions, Finding<Limb> limb, Finding<ImageHash> image)
            implements ReferralEvent {
        public Photographed {
            caption = Text.line("caption", caption);
            lesions = List.copyOf(lesions);
        }
    }
}
