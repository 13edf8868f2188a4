package limbline.followup;

import static limbline.followup.RecistTest.look;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import limbline.patient.LesionId;
import limbline.patient.LesionSize;
import limbline.patient.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The WHO's criteria at their limits and under random tumours.
class WhoCriterionTest {

    private static final List<Response> BEST_FIRST = List.of(
            Response.COMPLETE, Response.PARTIAL, Response.STABLE, Response.PROGRESSIVE);

    @ParameterizedTest
    @CsvSource(textBlock = """
            # the second diameter now, of a lesion of 40 x 20 mm at the baseline
            10.1, STABLE
            10,   PARTIAL
            9.9,  PARTIAL
            20,   STABLE
            24.9, STABLE
            25,   PROGRESSIVE
            """)
    void eachLimitIsMetExactly(String across, Response response) {
        assertThat(new WhoCriterion(look("forearm: 40 x 20 mm"))
                .at(List.of(look("forearm: 40 x " + across + " mm"))).response())
                .isEqualTo(response);
    }

    /// Villemaire et al., Acad Radiol 2011;18(11), S1076-6332(11)00353-9, table 5: the sums of
    /// products (cm2) of five patients at two times, and the class that was printed. Written as one
    /// lesion of that product.
    @ParameterizedTest
    @CsvSource(textBlock = """
            20.33, 19.16, STABLE
            43.32, 36.68, STABLE
            6.56,  8.17,  STABLE
            5.53,  7.01,  PROGRESSIVE
            31.88, 26.18, STABLE
            """)
    void thePrintedClassesOfFivePatients(String first, String then, Response printed) {
        assertThat(new WhoCriterion(look("lung: " + sides(first))).at(List.of(
                look("lung: " + sides(then)))).response()).isEqualTo(printed);
    }

    /// A product in cm2 as so many mm by 10 mm.
    private static String sides(String product) {
        return RecistTest.millimetres(product) + " x 10 mm";
    }

    @Test
    void oneLesionThatGrewIsProgressiveThoughTheSumFell() {
        Computed computed = new WhoCriterion(look("forearm: 40 x 40 mm", "biceps: 10 x 10 mm"))
                .at(List.of(look("forearm: 10 x 10 mm", "biceps: 12.5 x 10 mm")));

        assertThat(computed.response()).isEqualTo(Response.PROGRESSIVE);
        assertThat(computed.working()).containsExactly(
                "Sum of the products of 2 lesions: baseline 1700 mm2, now 225 mm2.",
                "biceps: 125 mm2, at the smallest 100 mm2 (25.0 %): progressive from 25 % on.");
    }

    @Test
    void growthIsHeldAgainstTheSmallestProductOfThatLesion() {
        WhoCriterion who = new WhoCriterion(look("forearm: 40 x 40 mm"));

        assertThat(who.at(List.of(look("forearm: 10 x 10 mm"), look("forearm: 12.5 x 10 mm")))
                .response()).isEqualTo(Response.PROGRESSIVE);
        assertThat(who.at(List.of(look("forearm: absent"), look("forearm: 2 x 1 mm"))).response())
                .isEqualTo(Response.PROGRESSIVE);
    }

    @Test
    void aLesionMeasuredInOneDiameterHasNoProduct() {
        WhoCriterion who = new WhoCriterion(look("forearm: 40 mm"));

        assertThat(who.at(List.of(look("forearm: 80 x 40 mm"))).response())
                .isEqualTo(Response.NOT_ASSESSABLE);
        assertThat(who.at(List.of(look("forearm: 10 mm"))).working())
                .last().isEqualTo("Not assessed: forearm.");
        assertThat(who.at(List.of(look("forearm: clearly worse"))).response())
                .isEqualTo(Response.PROGRESSIVE);
        assertThat(who.at(List.of(look("forearm: absent"))).response())
                .isEqualTo(Response.COMPLETE);
    }

    /// A sphere: both criteria ask the same of a partial response (a fall of 30 % of the diameter is
    /// 51 % of the product), and not of progression (12 % of the diameter are 25.4 % of the product,
    /// 20 % are 44 %).
    @ParameterizedTest
    @CsvSource(textBlock = """
            71,   STABLE,      STABLE
            70.7, PARTIAL,     STABLE
            70,   PARTIAL,     PARTIAL
            111,  STABLE,      STABLE
            112,  PROGRESSIVE, STABLE
            120,  PROGRESSIVE, PROGRESSIVE
            """)
    void aSphereByBothCriteria(String diameter, Response who, Response recist) {
        Look then = look("forearm: %1$s x %1$s mm".formatted(diameter));
        Look baseline = look("forearm: 100 x 100 mm");

        assertThat(new WhoCriterion(baseline).at(List.of(then)).response()).isEqualTo(who);
        assertThat(new Recist(List.of(new LesionId("forearm")), Set.of(), baseline)
                .at(List.of(then)).response()).isEqualTo(recist);
    }

    /// Two lesions: half of the sum is partial only while none of them has grown by a quarter.
    @ParameterizedTest
    @CsvSource(textBlock = """
            # forearm of 40 x 40 mm, biceps of 20 x 20 mm: 2000 mm2
            20 x 20 mm, 30 x 20 mm,  PROGRESSIVE
            20 x 20 mm, 24.9 x 20 mm, PARTIAL
            25 x 24 mm, 20 x 20 mm,  PARTIAL
            25.1 x 24 mm, 20 x 20 mm, STABLE
            25 x 24 mm, absent,      PARTIAL
            absent,     20 x 20 mm,  PARTIAL
            absent,     20 mm,       NOT_ASSESSABLE
            absent,     too small to measure, NOT_ASSESSABLE
            """)
    void twoLesionsTogether(String forearm, String biceps, Response response) {
        assertThat(new WhoCriterion(look("forearm: 40 x 40 mm", "biceps: 20 x 20 mm"))
                .at(List.of(look("forearm: " + forearm, "biceps: " + biceps))).response())
                .isEqualTo(response);
    }

    /// A part that fell off counts with the whole it came from.
    @Test
    void partsOfALesionThatFellApartAreAddedUp() {
        WhoCriterion who = new WhoCriterion(look("forearm: 40 x 40 mm"));

        assertThat(who.at(List.of(look("forearm: 20 x 20 mm",
                "forearm-b: 20 x 20 mm, split from forearm"))).response())
                .isEqualTo(Response.PARTIAL);
        assertThat(who.at(List.of(look("forearm: 20 x 20 mm",
                "forearm-b: 20.1 x 20 mm, split from forearm"))).response())
                .isEqualTo(Response.STABLE);
    }

    @Test
    void allGoneIsCompleteAndALesionWithoutTwoDiametersMustBeGoneToo() {
        WhoCriterion who = new WhoCriterion(look("forearm: 40 x 40 mm", "skin: present"));

        assertThat(who.at(List.of(look("forearm: absent", "skin: absent"))).response())
                .isEqualTo(Response.COMPLETE);
        assertThat(who.at(List.of(look("forearm: absent", "skin: present"))).response())
                .isEqualTo(Response.PARTIAL);
        Computed open = who.at(List.of(look("forearm: absent")));
        assertThat(open.response()).isEqualTo(Response.NOT_ASSESSABLE);
        assertThat(open.working()).last().isEqualTo("Not assessed: skin.");
    }

    @Test
    void aLesionWithoutItsSecondDiameterLeavesTheSumOpen() {
        assertThat(new WhoCriterion(look("forearm: 40 x 40 mm"))
                .at(List.of(look("forearm: 20 mm"))).response()).isEqualTo(Response.NOT_ASSESSABLE);
    }

    @Test
    void aNewLesionAndOneClearlyWorseAreProgressive() {
        WhoCriterion who = new WhoCriterion(look("forearm: 40 x 40 mm", "skin: present"));

        assertThat(who.at(List.of(new Look(List.of(LesionSize.parse("forearm: absent")),
                Set.of(new LesionId("hand"))))).working()).last().isEqualTo("New: hand.");
        assertThat(who.at(List.of(look("forearm: absent", "skin: clearly worse"))).response())
                .isEqualTo(Response.PROGRESSIVE);
    }

    @Test
    void aMergedMassIsHeldAgainstBothItGrewFrom() {
        WhoCriterion who = new WhoCriterion(look("forearm: 10 x 10 mm", "biceps: 10 x 10 mm"));

        assertThat(who.at(List.of(look("forearm: 20 x 10 mm", "biceps: grown into forearm")))
                .response()).isEqualTo(Response.STABLE);
        assertThat(who.at(List.of(look("forearm: 25 x 10 mm", "biceps: grown into forearm")))
                .response()).isEqualTo(Response.PROGRESSIVE);
    }

    @Test
    void moreTumourNeverReadsAsABetterResponse() {
        long seed = System.nanoTime();
        System.out.println("WhoCriterionTest: seed " + seed);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int run = 0; run < 20_000; run++) {
            WhoCriterion who = new WhoCriterion(
                    look("a: 40 x " + size(random, 1) + " mm", "b: 40 x " + size(random, 1) + " mm"));
            Look before = look("a: 40 x " + size(random, 0) + " mm", "b: 40 x " + size(random, 0)
                    + " mm");
            BigDecimal a = new BigDecimal(size(random, 0));
            String b = size(random, 0);
            BigDecimal more = a.add(new BigDecimal(size(random, 0))).min(new BigDecimal(40));

            Response less = who.at(List.of(before, look("a: 40 x " + a + " mm", "b: 40 x " + b
                    + " mm"))).response();
            Response worse = who.at(List.of(before, look("a: 40 x " + more.max(a) + " mm",
                    "b: 40 x " + b + " mm"))).response();

            assertThat(BEST_FIRST.indexOf(worse)).as("seed %s, run %s", seed, run)
                    .isGreaterThanOrEqualTo(BEST_FIRST.indexOf(less));
        }
    }

    private static String size(RandomGenerator random, int least) {
        return BigDecimal.valueOf(random.nextInt(least * 10, 400), 1).toPlainString();
    }
}
