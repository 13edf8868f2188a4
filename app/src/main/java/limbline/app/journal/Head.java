package limbline.app.journal;

import java.util.Comparator;
import java.util.HexFormat;
import limbline.measure.Check;
import limbline.patient.PatientId;

/// Where a patient's chain ends: what a seal keeps of each patient.
///
/// @param position of the last event
/// @param hash of that event, in hexadecimal
record Head(PatientKey patient, int position, String hash) {

    /// The order of the primary key: ids are ASCII, so that Java and `collate "C"` agree.
    static final Comparator<PatientKey> ORDER = Comparator.comparing(PatientKey::centre)
            .thenComparing(PatientKey::patient);

    static Head of(PatientKey patient, int position, byte[] hash) {
        return new Head(patient, position, HexFormat.of().formatHex(hash));
    }

    /// A line of a seal.
    static Head parse(String line) {
        String[] fields = line.split("\t", -1);
        Check.that(fields.length == 4, "\"%s\" has %s fields, not 4", line, fields.length);
        return new Head(new PatientKey(fields[0], new PatientId(fields[1])),
                Integer.parseInt(fields[2]), fields[3]);
    }

    String line() {
        return "%s\t%s\t%d\t%s".formatted(patient.centre(), patient.patient(), position, hash);
    }
}
