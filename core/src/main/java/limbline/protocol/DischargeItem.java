package limbline.protocol;

import java.util.List;
import java.util.Optional;
import limbline.patient.Analyte;
import limbline.patient.Wieberdink;

/// One thing that a centre looks at before somebody goes home.
public sealed interface DischargeItem {

    /// Its name in the file.
    String id();

    /// What is to be met, as a sentence.
    String says();

    /// A key of the file's sources.
    String source();

    List<Limit> limits();

    /// An analyte is past its peak and falling.
    ///
    /// @param below how far it must have fallen, where the centre says so
    record Falling(
            String id, String says, String source, Analyte analyte, Optional<Limit> below)
            implements DischargeItem {
        @Override
        public List<Limit> limits() {
            return below.stream().toList();
        }
    }

    /// Enough urine over a stretch of time.
    record EnoughUrine(String id, String says, String source, Limit atLeast, Limit over)
            implements DischargeItem {
        @Override
        public List<Limit> limits() {
            return List.of(atLeast, over);
        }
    }

    /// The latest Wieberdink grade is below this one.
    record GradeBelow(String id, String says, String source, Wieberdink grade)
            implements DischargeItem {
        @Override
        public List<Limit> limits() {
            return List.of();
        }
    }

    /// No alert stands.
    record NoAlert(String id, String says, String source) implements DischargeItem {
        @Override
        public List<Limit> limits() {
            return List.of();
        }
    }

    /// A person says so: nothing in the record can tell.
    record Stated(String id, String says, String source) implements DischargeItem {
        @Override
        public List<Limit> limits() {
            return List.of();
        }
    }
}
