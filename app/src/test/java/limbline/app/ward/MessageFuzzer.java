package limbline.app.ward;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import limbline.app.course.EntryText;
import limbline.app.hl7.Bytes;
import limbline.app.hl7.Heard;
import limbline.app.hl7.Message;
import limbline.app.journal.EventText;
import limbline.app.journal.PatientKey;
import limbline.app.journal.Written;
import limbline.app.ward.Part.What;
import limbline.event.Draft;
import limbline.event.Entry;
import limbline.measure.EventId;
import limbline.patient.PatientId;

/// What a fuzzer calls: the way of any bytes from the wire to the texts that would be stored, and
/// back. It may refuse with a sentence; anything else that is thrown is a mistake.
public final class MessageFuzzer {

    private static final Instant RECEIVED = Instant.parse("2026-11-20T12:00:00Z");
    private static final LaboratoryMap MAP = LaboratoryMapFile.read(
            Path.of(System.getProperty("limbline.home", ".."), "maps", "laboratory.yaml"));

    private static final EventId ID = new EventId(new UUID(0, 7));
    private static final PatientKey PATIENT =
            new PatientKey(Laboratory.CENTRE, new PatientId("FUZZ-1"));

    private MessageFuzzer() {}

    /// Called by Jazzer before the time of an execution counts: loads what takes long to load.
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(Laboratory.bytes(Laboratory.result("C", "N", "O",
                "OBX|1|NM|2160-0^Creatinine^LN||1.2|mg/dL|||||F")).array());
    }

    /// Called by Jazzer; see `bench/ward/fuzz`.
    public static void fuzzerTestOneInput(byte[] bytes) {
        for (Bytes message : Heard.in(bytes)) {
            parts(message).forEach(MessageFuzzer::stored);
        }
    }

    /// What the database would be given must be what it can keep, and must read as it was written.
    private static void stored(Part part) {
        storable(part.key());
        switch (part.what()) {
            case What.Happened happened -> {
                Draft draft = new Draft(ID, happened.event(), happened.happened(),
                        happened.implied(), happened.known(), "the fuzzer", Optional.empty());
                EventText text = EntryText.of(draft);
                storable(text.body());
                storable(text.times());
                Entry entry = EntryText.entry(new Written(PATIENT, 1, ID.value(), 0, text,
                        FeedWork.AUTHOR, RECEIVED));
                if (!entry.event().equals(happened.event())
                        || !entry.happened().equals(happened.happened())) {
                    throw new AssertionError("written as %s, read as %s".formatted(draft, entry));
                }
            }
            case What.Unclear(String sentence) -> storable(Results.cleaned(sentence));
            case What.Lies lies -> storable(lies.where());
            case What.Merged(List<String> numbers) -> numbers.forEach(MessageFuzzer::storable);
            case What.TakenBack taken -> storable(taken.reason());
            case What.NotNeeded() -> { }
        }
    }

    /// PostgreSQL keeps no character 0 and no half of a pair.
    private static void storable(String text) {
        if (text.indexOf(0) >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new AssertionError("cannot be stored: " + text);
        }
    }

    /// What the message reports; none if it cannot be read.
    static List<Part> parts(Bytes bytes) {
        return parts(bytes, MAP);
    }

    static List<Part> parts(Bytes bytes, LaboratoryMap map) {
        Message message;
        try {
            message = Message.read(bytes);
        } catch (IllegalArgumentException e) {
            return List.of(); // refused with a sentence
        }
        return message.header().type().startsWith("ORU")
                ? Results.of(message, map, Laboratory.ZONE, RECEIVED)
                : Movements.of(message, Laboratory.ZONE, RECEIVED);
    }
}
