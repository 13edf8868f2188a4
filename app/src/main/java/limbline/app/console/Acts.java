package limbline.app.console;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import limbline.app.journal.PatientKey;
import limbline.app.page.BadRequest;
import limbline.app.security.Account;
import limbline.app.security.Pins;
import limbline.app.security.Role;
import limbline.app.theatre.Act;
import limbline.app.theatre.Answer;
import limbline.app.theatre.TheatreDesk;
import limbline.app.theatre.TheatreDesk.Mode;
import limbline.event.ProcedureEvent;
import limbline.event.ProcedureEvent.BloodGasTaken;
import limbline.event.ProcedureEvent.DrugGiven;
import limbline.event.ProcedureEvent.MeasurementTaken;
import limbline.measure.Amount;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.Text;
import limbline.measure.Unit;
import limbline.patient.BloodGas;
import limbline.patient.Drug;
import limbline.patient.Limb;
import limbline.patient.PatientId;
import limbline.measure.Term;
import limbline.theatre.Line;
import limbline.theatre.Procedure;

/// Turns what a screen sends into what the desk is asked. It decides nothing but who confirmed.
final class Acts {

    /// A screen may have been alone for a long operation, and no longer.
    private static final Duration LONGEST_ALONE = Duration.ofDays(2);

    private static final Role[] TEAM = {Role.THEATRE, Role.CLINICIAN};

    private final TheatreDesk desk;
    private final Pins pins;

    Acts(TheatreDesk desk, Pins pins) {
        this.desk = desk;
        this.pins = pins;
    }

    /// What a screen is told.
    sealed interface Told {

        /// It is on the record, and on the disk.
        record Recorded() implements Told {}

        /// There was no permission, and nothing was done.
        record Refused(List<String> reasons, boolean canBeOverridden) implements Told {}

        /// It cannot be read, or somebody did not confirm; nothing was done.
        record Wrong(List<String> sentences) implements Told {}
    }

    /// @param sent the fields of the form
    Told carryOut(PatientKey patient, EventId procedure, Account author, Map<String, String> sent,
            Instant now) {
        try {
            return told(carriedOut(patient, procedure, act(sent, author, now), sent));
        } catch (Unconfirmed e) {
            return new Told.Wrong(e.sentences);
        } catch (IllegalArgumentException | BadRequest e) {
            return new Told.Wrong(List.of(String.valueOf(e.getMessage())));
        }
    }

    private static Told told(Answer answer) {
        return switch (answer) {
            case Answer.Recorded _ -> new Told.Recorded();
            case Answer.NotPermitted(var reasons, boolean canBeOverridden, _) ->
                new Told.Refused(reasons, canBeOverridden);
        };
    }

    private Answer carriedOut(
            PatientKey patient, EventId id, Act act, Map<String, String> sent) {
        Mode mode = field(sent, "mode").equals("done") ? Mode.AS_DONE : Mode.IF_PERMITTED;
        return switch (field(sent, "kind")) {
            case "compare" -> desk.compare(patient, id, act,
                    BadRequest.parsed("patient", sent.get("patient"), PatientId::parse),
                    BadRequest.parsed("limb", sent.get("limb"), Limb::parse));
            case "take" -> desk.take(patient, id, act, mode, field(sent, "step"),
                    second(sent, act));
            case "enter" -> desk.enter(patient, id, act, field(sent, "measurement"), amount(sent));
            case "gas" -> desk.gas(patient, id, act,
                    BadRequest.parsed("drawn", sent.get("drawn"),
                            text -> Term.parse(BloodGas.Drawn.class, text)), gas("values", sent));
            case "give" -> give(patient, id, act, mode, sent);
            case "abort" -> desk.abort(patient, id, act, field(sent, "reason"));
            case "note" -> desk.note(patient, id, act, field(sent, "text"));
            case "acknowledge" ->
                desk.acknowledge(patient, id, act, field(sent, "what"), seenBy(sent, act));
            case "override" -> override(patient, id, act, sent);
            case "correct" -> correct(patient, id, act, sent);
            case "withdraw" -> desk.withdraw(patient, id, act, wrong(sent), field(sent, "reason"));
            case "end" -> desk.end(patient, id, act, mode);
            default -> throw new BadRequest("kind: \"%s\" is nothing that a screen can ask".formatted(
                    Text.shortened(field(sent, "kind"))));
        };
    }

    /// A scanned syringe says drug and dose; else somebody types them and a second person checks.
    private Answer give(PatientKey patient, EventId id, Act act, Mode mode,
            Map<String, String> sent) {
        String scanned = sent.getOrDefault("barcode", "").strip();
        if (!scanned.isEmpty()) {
            Barcode code = BadRequest.parsed("barcode", scanned, Barcode::parse);
            Procedure procedure = desk.read(patient, id);
            Optional<String> against = code.against(procedure.order());
            if (against.isPresent() && mode == Mode.IF_PERMITTED) {
                throw new BadRequest(against.get());
            }
            // Given all the same it is a fact, and its label confirms nothing.
            return desk.give(patient, id, act, mode, code.drug(), Finding.known(code.dose()),
                    against.isPresent() ? Finding.printed(scanned) : Finding.known(scanned),
                    second(sent, act));
        }
        Drug drug = BadRequest.parsed("drug", sent.get("drug"),
                text -> Term.parse(Drug.class, text));
        Finding<Amount> dose = sent.getOrDefault("dose", "").isBlank() && mode == Mode.AS_DONE
                ? Finding.missing(Finding.Why.UNKNOWN)
                : Finding.known(BadRequest.parsed("dose", sent.get("dose"), Amount::parse));
        return desk.give(patient, id, act, mode, drug, dose, Finding.notStated(),
                second(sent, act));
    }

    private Answer override(PatientKey patient, EventId id, Act act, Map<String, String> sent) {
        Pins.Confirmation both = pins.confirm(
                new Pins.Typed(field(sent, "first"), sent.getOrDefault("first-pin", "")),
                new Pins.Typed(field(sent, "second"), sent.getOrDefault("second-pin", "")), TEAM);
        return switch (both) {
            case Pins.Confirmation.Refused(var reasons) -> throw new Unconfirmed(reasons);
            case Pins.Confirmation.ByBoth(var first, var second) -> desk.override(patient, id, act,
                    field(sent, "step"), first.name(), second.name(), field(sent, "reason"));
        };
    }

    private Answer correct(PatientKey patient, EventId id, Act act, Map<String, String> sent) {
        EventId wrong = wrong(sent);
        ProcedureEvent old = desk.read(patient, id).lines().stream()
                .filter(line -> line.entry().id().equals(wrong))
                .map(Line::entry)
                .flatMap(entry -> entry.event() instanceof ProcedureEvent event
                        ? java.util.stream.Stream.of(event) : java.util.stream.Stream.empty())
                .findFirst()
                .orElseThrow(() -> new BadRequest("wrong: there is no such entry in this"
                        + " procedure; look at the screen again"));
        ProcedureEvent right = switch (old) {
            case MeasurementTaken(_, String measurement, Amount before) -> new MeasurementTaken(id,
                    measurement, checked(patient, id, measurement,
                            number(sent.get("value"), before.unit())));
            case BloodGasTaken(_, BloodGas.Drawn drawn, _) ->
                new BloodGasTaken(id, drawn, gas("value", sent));
            case DrugGiven given -> new DrugGiven(id, given.step(), given.drug(), Finding.known(
                    BadRequest.parsed("value", sent.get("value"), Amount::parse)),
                    given.barcode(), given.with());
            default -> throw new BadRequest("wrong: only a value or a dose can be corrected; anything"
                    + " else is withdrawn");
        };
        return desk.correct(patient, id, act, wrong, right, field(sent, "reason"));
    }

    private static List<BloodGas> gas(String field, Map<String, String> sent) {
        return BadRequest.parsed(field, sent.get(field), BloodGas::list);
    }

    private Amount checked(PatientKey patient, EventId id, String measurement, Amount amount) {
        desk.read(patient, id).protocol().measurement(measurement)
                .ifPresent(known -> known.measures().checked(amount));
        return amount;
    }

    private static EventId wrong(Map<String, String> sent) {
        return BadRequest.parsed("wrong", sent.get("wrong"),
                text -> new EventId(UUID.fromString(text)));
    }

    private static Amount amount(Map<String, String> sent) {
        Unit unit = BadRequest.parsed("unit", sent.get("unit"), Unit::parse);
        return number(sent.get("value"), unit);
    }

    /// A number with a point or a comma.
    private static Amount number(@org.jspecify.annotations.Nullable String typed, Unit unit) {
        return BadRequest.parsed("value", typed, text -> {
            String plain = text.strip().replace(',', '.');
            if (!plain.matches("-?[0-9]{1,6}(\\.[0-9]{1,3})?")) {
                throw new IllegalArgumentException(
                        "\"%s\" is not a number".formatted(Text.shortened(text)));
            }
            return new Amount(new BigDecimal(plain), unit);
        });
    }

    /// Who else confirms, proved by the PIN. What is told as done is never refused for a PIN that
    /// is missing or wrong: the name is kept then as it was typed, and confirms nothing.
    private Finding<String> second(Map<String, String> sent, Act act) {
        String name = sent.getOrDefault("second", "").strip();
        if (name.isEmpty()) {
            return Finding.notStated();
        }
        boolean isFact = field(sent, "mode").equals("done");
        String pin = sent.getOrDefault("second-pin", "");
        boolean isAuthor = name.equalsIgnoreCase(act.author());
        if (isFact && (pin.isBlank() || isAuthor)) {
            return Finding.printed(name);
        }
        if (isAuthor) {
            throw new Unconfirmed(List.of(("%s is signed in here; the second person is somebody"
                    + " else.").formatted(act.author())));
        }
        return switch (pins.check(new Pins.Typed(name, pin), TEAM)) {
            case Pins.Checked.Right(var account) -> Finding.known(account.name());
            case Pins.Checked.Wrong _ when isFact -> Finding.printed(name);
            case Pins.Checked.Wrong(String sentence) -> throw new Unconfirmed(List.of(sentence));
        };
    }

    /// The one who is signed in, or another person proved by the PIN.
    private String seenBy(Map<String, String> sent, Act act) {
        String name = sent.getOrDefault("by", act.author()).strip();
        return name.isEmpty() || name.equalsIgnoreCase(act.author())
                ? act.author() : proved(name, sent.getOrDefault("by-pin", ""));
    }

    private String proved(String name, String pin) {
        return switch (pins.check(new Pins.Typed(name, pin), TEAM)) {
            case Pins.Checked.Right(var account) -> account.name();
            case Pins.Checked.Wrong(String sentence) -> throw new Unconfirmed(List.of(sentence));
        };
    }

    private static Act act(Map<String, String> sent, Account author, Instant now) {
        UUID command = BadRequest.parsed("command", sent.get("command"), UUID::fromString);
        Instant made = BadRequest.parsed("made", sent.get("made"),
                text -> Instant.ofEpochMilli(Long.parseLong(text)));
        if (made.isBefore(now.minus(LONGEST_ALONE))) {
            throw new BadRequest("made: %s is more than two days ago".formatted(made));
        }
        return new Act(command, author.name(), made);
    }

    private static String field(Map<String, String> sent, String name) {
        return BadRequest.parsed(name, sent.get(name), String::strip);
    }

    /// Somebody is not who he says.
    private static final class Unconfirmed extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient List<String> sentences;

        private Unconfirmed(List<String> sentences) {
            super("not confirmed", null, false, false);
            this.sentences = sentences;
        }
    }
}
