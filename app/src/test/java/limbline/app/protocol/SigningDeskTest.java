package limbline.app.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import limbline.app.database.FreshDatabase;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import limbline.app.protocol.SigningDesk.Examined;
import limbline.app.protocol.SigningDesk.Signing;
import limbline.app.security.Accounts;
import limbline.app.security.Password;
import limbline.app.security.Pin;
import limbline.app.security.Pins;
import limbline.app.security.Pins.Typed;
import limbline.app.security.Role;
import limbline.protocol.Prover;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What may be signed, by whom, and what is in force then.
class SigningDeskTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    private static final Centre INVENTED = new Centre("invented", "Invented", true);
    private static final Centre REAL = new Centre("real", "Real Hospital", false);
    private static final Typed ANNA = new Typed("anna", "271828");
    private static final Typed BEN = new Typed("ben", "314159");

    @BeforeAll
    static void twoPeopleAndTwoCentres() {
        Centres centres = new Centres(fresh.database().sql());
        centres.add(INVENTED);
        centres.add(REAL);
        Accounts accounts = new Accounts(fresh.database().dataSource());
        accounts.add("anna", "Anna", Role.CLINICIAN, new Password("long enough for it"), false);
        accounts.add("ben", "Ben", Role.THEATRE, new Password("long enough for it"), false);
        pins().set("anna", new Pin("271828"));
        pins().set("ben", new Pin("314159"));
    }

    @Test
    void aVersionIsSignedAndTheNextTakesItsPlace() throws Exception {
        String text = Shipped.text("demo-ili");
        String later = text.replace("value: 90, unit: min", "value: 80, unit: min");

        SignedProtocol first = signed(text);
        SignedProtocol second = signed(later);

        assertThat(first.version()).isOne();
        assertThat(first.statement()).isEqualTo("We have read the protocol demo-ili (Isolated limb"
                + " infusion (invented centre)), version 1, SHA-256 " + SignedProtocol.hashOf(text)
                + ", and the proof of it. We answer for its steps, limits and doses, and put it"
                + " into force at Invented.");
        assertThat(List.of(first.first(), first.second())).containsExactly("anna", "ben");
        assertThat(protocols().inForce(INVENTED.id(), "demo-ili")).contains(second);
        assertThat(protocols().inForce(INVENTED.id())).contains(second).doesNotContain(first);
        assertThat(protocols().version(INVENTED.id(), "demo-ili", 1)).contains(first);
        assertThat(protocols().protocol(INVENTED.id(), first.hash()).limits())
                .as("what a procedure keeps to its end").isEqualTo(first.protocol().limits());
        assertThat(examine(INVENTED, later).against())
                .containsExactly("It is in force already, as version 2.");
        assertThat(signed(text).version()).as("going back is a new version").isEqualTo(3);
    }

    @Test
    void aFileWithUnsetLimitsIsNotSigned() throws Exception {
        assertThat(examine(REAL, Shipped.text("hilp-eu")).against()).singleElement().asString()
                .startsWith("Not set by this centre: act-full, act-near-baseline, ")
                .endsWith(". Fill each in with its source, or mark it not-used with the reason.");
    }

    @Test
    void aFileThatIsNotProvedIsNotSigned() throws Exception {
        String broken = Shipped.text("demo-ili").replace("gives: melphalan\n    needs: [time-out,"
                + " cuff-up, papaverine]", "gives: melphalan\n    needs: [time-out]");

        assertThat(notSigned(examine(INVENTED, broken), ANNA, BEN)).contains(
                "It is not proved (toxic-only-isolated): No cytotoxic drug or cytokine is given"
                        + " unless the limb is isolated.");
    }

    @Test
    void aBoundThatIsReachedIsNotProved() throws Exception {
        assertThat(desk().examine(INVENTED, Shipped.text("demo-hilp"), 1_000).against()).contains(
                "It is not proved (everything-explored): Every state was looked at.");
    }

    @Test
    void aDemonstrationsFileIsForInventedCentresOnly() throws Exception {
        assertThat(notSigned(examine(REAL, Shipped.text("demo-hilp")), ANNA, BEN)).containsExactly(
                "It is a demonstration's, with invented values, and Real Hospital is a real centre."
                        + " Copy it, put in the centre's own values, and take \"demonstration:"
                        + " yes\" out.");
    }

    @Test
    void twoDifferentPeopleSign() throws Exception {
        Examined examined = examine(INVENTED, Shipped.text("demo-hilp"));

        assertThat(notSigned(examined, ANNA, ANNA)).containsExactly(
                "Two different people confirm this; \"anna\" stands there twice.");
        assertThat(notSigned(examined, ANNA, new Typed("ben", "999000"))).containsExactly(
                "The account \"ben\" or its PIN is not right.");
        assertThat(protocols().inForce(INVENTED.id(), "demo-hilp")).isEmpty();
    }

    @Test
    void whoeverComesSecondWithTheSameVersionIsTold() throws Exception {
        String text = Shipped.text("demo-ili").replace("demo-ili", "raced");
        Examined one = examine(INVENTED, text);
        Examined other = examine(INVENTED, text.replace("value: 90, unit: min",
                "value: 80, unit: min"));
        assertThat(desk().sign(one, ANNA, BEN)).isInstanceOf(Signing.Signed.class);

        assertThat(notSigned(other, ANNA, BEN)).containsExactly("Meanwhile somebody signed version"
                + " 1 of raced. Compare the two, and sign again if it is still wanted.");
    }

    @Test
    void whatWasSignedIsNeverChanged() throws Exception {
        signed(Shipped.text("demo-ili").replace("demo-ili", "kept"));

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> fresh.asOwner(
                        "update signed_protocol set text = 'protocol: other'"))
                .withStackTraceContaining("signed_protocol is append-only: update is refused");
        fresh.asOwner("alter table signed_protocol disable trigger user");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> fresh.asOwner(
                        "update signed_protocol set text = 'protocol: other'"))
                .as("the database itself compares text and hash")
                .withStackTraceContaining("violates check constraint");
        fresh.asOwner("alter table signed_protocol enable trigger user");
    }

    @Test
    void aHashThatNobodySignedIsNoProtocol() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> protocols().protocol(REAL.id(), "0".repeat(64)))
                .withMessage("real never signed a protocol with the SHA-256 " + "0".repeat(64));
    }

    private static SignedProtocol signed(String text) throws RefusedProtocol {
        Signing came = desk().sign(examine(INVENTED, text), ANNA, BEN);
        assertThat(came).isInstanceOf(Signing.Signed.class);
        return ((Signing.Signed) came).protocol();
    }

    private static List<String> notSigned(Examined examined, Typed first, Typed second) {
        return desk().sign(examined, first, second) instanceof Signing.NotSigned(var reasons)
                ? reasons : List.of();
    }

    private static Examined examine(Centre centre, String text) throws RefusedProtocol {
        return desk().examine(centre, text, Prover.BOUND);
    }

    private static SigningDesk desk() {
        return new SigningDesk(protocols(), pins());
    }

    private static SignedProtocols protocols() {
        return new SignedProtocols(fresh.database().sql());
    }

    private static Pins pins() {
        return new Pins(fresh.database().dataSource(), true);
    }
}
