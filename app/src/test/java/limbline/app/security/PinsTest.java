package limbline.app.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import limbline.app.database.FreshDatabase;
import limbline.app.security.Pins.Checked;
import limbline.app.security.Pins.Confirmation;
import limbline.app.security.Pins.Typed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two named people confirm one thing, each with a PIN.
class PinsTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    private static final String PIN = "271828";
    private static final Role[] THEATRE = {Role.CLINICIAN, Role.THEATRE};

    private static int number;

    private String anna = "";
    private String ben = "";

    @BeforeEach
    void twoPeopleComeIn() {
        number++;
        anna = "anna" + number;
        ben = "ben" + number;
        add(anna, Role.CLINICIAN);
        add(ben, Role.THEATRE);
        pins().set(anna, new Pin(PIN));
        pins().set(ben, new Pin("314159"));
    }

    @Test
    void twoDifferentPeopleConfirm() {
        Confirmation confirmed = pins().confirm(
                new Typed(" " + anna.toUpperCase(java.util.Locale.ROOT), PIN + " "),
                new Typed(ben, "314159"), THEATRE);

        assertThat(confirmed).isInstanceOfSatisfying(Confirmation.ByBoth.class, both -> {
            assertThat(both.first().name()).isEqualTo(anna);
            assertThat(both.second().called()).isEqualTo("Person " + ben);
        });
    }

    @Test
    void onePersonIsNotTwo() {
        assertThat(refused(new Typed(anna, PIN), new Typed(anna, PIN))).containsExactly(
                "Two different people confirm this; \"%s\" stands there twice.".formatted(anna));
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        assertThat(refused(new Typed(anna, "314159"), new Typed("nobody", PIN))).containsExactly(
                "The account \"%s\" or its PIN is not right.".formatted(anna),
                "The account \"nobody\" or its PIN is not right.");
    }

    @Test
    void whoHasNoPinOrNotTheRoleIsToldSo() {
        add("new" + number, Role.THEATRE);
        add("desk" + number, Role.ADMINISTRATOR);
        pins().set("desk" + number, new Pin(PIN));

        assertThat(refused(new Typed("new" + number, PIN), new Typed("desk" + number, PIN)))
                .containsExactly("new%s has no PIN yet; it is set on the page \"Your account\"."
                        .formatted(number),
                        ("desk%s has the role administrator; this is confirmed by: clinician,"
                                + " theatre.").formatted(number));
    }

    @Test
    void aDemonstrationsPinConfirmsOnlyWhereNobodyElseReachesTheServer() {
        String shown = "shown" + number;
        accounts().add(shown, "Shown", Role.THEATRE, new Password("long enough for it"), true);
        pins().set(shown, new Pin(PIN));

        assertThat(pins().check(new Typed(shown, PIN), THEATRE)).isInstanceOf(Checked.Right.class);
        assertThat(new Pins(fresh.database().dataSource(), false)
                .check(new Typed(shown, PIN), THEATRE)).isEqualTo(new Checked.Wrong(shown
                + " belongs to the demonstration; its PIN is public and confirms nothing on this"
                + " server."));
    }

    @Test
    void fourWrongTriesCostNothingAndARightOneForgetsThem() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < Pins.TRIES - 1; i++) {
                assertThat(pins().check(new Typed(anna, "000111"), THEATRE))
                        .isInstanceOf(Checked.Wrong.class);
            }
            assertThat(pins().check(new Typed(anna, PIN), THEATRE))
                    .isInstanceOf(Checked.Right.class);
        }
    }

    @Test
    void afterFiveWrongTriesEvenTheRightOneWaits() {
        close(anna);

        assertThat(pins().check(new Typed(anna, PIN), THEATRE)).isEqualTo(new Checked.Wrong(
                "Too many wrong PINs for " + anna + ". Wait 15 minutes, or set another one on the"
                        + " page \"Your account\"."));
    }

    @Test
    void whenTheTimeIsOverOneMoreWrongTryClosesItAgain() {
        close(anna);
        fresh.asOwner("update account set pin_tried = now() - interval '16 minutes'");
        assertThat(pins().check(new Typed(anna, "000111"), THEATRE))
                .isEqualTo(new Checked.Wrong("The account \"%s\" or its PIN is not right."
                        .formatted(anna)));
        assertThat(pins().check(new Typed(anna, PIN), THEATRE)).isInstanceOf(Checked.Wrong.class);

        fresh.asOwner("update account set pin_tried = now() - interval '16 minutes'");
        assertThat(pins().check(new Typed(anna, PIN), THEATRE)).isInstanceOf(Checked.Right.class);
    }

    @Test
    void anotherPinOpensWhatWasClosed() {
        close(anna);
        pins().set(anna, new Pin("161803"));

        assertThat(pins().check(new Typed(anna, "161803"), THEATRE))
                .isInstanceOf(Checked.Right.class);
    }

    @Test
    void guessesAtOnceAreCountedOneByOne() throws Exception {
        Callable<Checked> guess = () -> pins().check(new Typed(anna, "000111"), THEATRE);
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            long compared = many.invokeAll(Stream.generate(() -> guess).limit(20).toList()).stream()
                    .map(future -> future.resultNow().toString())
                    .filter(said -> said.contains("is not right"))
                    .count();
            assertThat(compared).isEqualTo(Pins.TRIES);
        }
    }

    @Test
    void pinsAreKeptAsArgon2idAndNobodyIsSignedOutByThem() {
        assertThat(fresh.database().sql().sql("select pin from account where name = ?").param(anna)
                .query(String.class).single()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        Account before = account(anna);
        pins().set(anna, new Pin("161803"));
        pins().check(new Typed(anna, "161803"), THEATRE);

        assertThat(account(anna)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "1234567890123", "12 456", "abcdef", "١٢٣٤٥٦"})
    void aPinHasSixToTwelveDigits(String digits) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Pin(digits))
                .withMessage("a PIN has from 6 to 12 digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456", "987654", "012345", "111111", "121212"})
    void whatAnybodyWouldTryFirstIsRefused(String digits) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Pin(digits)).withMessage(
                "a PIN that anybody would try first is not taken: no run such as 123456, and at"
                        + " least three different digits");
    }

    @Test
    void whatWasTypedPrintsAsDots() {
        assertThat(List.of(new Typed(anna, PIN).toString(), new Pin(PIN).toString()))
                .noneMatch(printed -> printed.contains(PIN));
    }

    private void close(String account) {
        for (int i = 0; i < Pins.TRIES; i++) {
            pins().check(new Typed(account, "000111"), THEATRE);
        }
    }

    private static List<String> refused(Typed first, Typed second) {
        return pins().confirm(first, second, THEATRE) instanceof Confirmation.Refused(var reasons)
                ? reasons : List.of();
    }

    private static Account account(String name) {
        return accounts().list().stream().map(Accounts.Listed::account)
                .filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    private static void add(String name, Role role) {
        accounts().add(name, "Person " + name, role, new Password("long enough for it"), false);
    }

    private static Accounts accounts() {
        return new Accounts(fresh.database().dataSource());
    }

    private static Pins pins() {
        return new Pins(fresh.database().dataSource(), true);
    }
}
