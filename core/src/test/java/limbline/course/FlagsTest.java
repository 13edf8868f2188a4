package limbline.course;

import static limbline.course.Told.FOREARM;
import static limbline.course.Told.LEFT_ARM;
import static limbline.course.Told.RIGHT_LEG;
import static limbline.course.Told.admitted;
import static limbline.course.Told.amputated;
import static limbline.course.Told.diagnosed;
import static limbline.course.Told.discharged;
import static limbline.course.Told.forearm;
import static limbline.course.Told.forequarter;
import static limbline.course.Told.found;
import static limbline.course.Told.graded;
import static limbline.course.Told.infused;
import static limbline.course.Told.presented;
import static limbline.course.Told.progressed;
import static limbline.course.Told.response;
import static limbline.course.Told.seen;
import static limbline.measure.Finding.known;
import static limbline.measure.Finding.notStated;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import limbline.measure.EventId;
import limbline.patient.DiseaseStatus;
import limbline.patient.Extent;
import limbline.patient.Extremity;
import limbline.patient.LesionId;
import limbline.patient.Limb;
import limbline.patient.Response;
import limbline.patient.Side;
import limbline.patient.Site;
import limbline.patient.Wieberdink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is unlikely is kept and said.
class FlagsTest {

    private final Chart chart = new Chart();

    /// A flag speaks of what may be; none of these is impossible.
    @AfterEach
    void nothingWasImpossible() {
        assertThat(chart.course().impossibilities()).isEmpty();
    }

    private void assertFlags(String... sentences) {
        assertThat(chart.course().flags()).containsExactly(sentences);
    }

    @Test
    void aDischargeWithoutAnAdmission() {
        chart.on("2013-07-13", discharged());
        assertFlags("Event 1 (discharged, 2013-07-13) has no admission before it.");
    }

    @Test
    void aDischargeAfterAnAdmissionOrAnInfusionAndASecondOne() {
        chart.on("2013-07-10", admitted());
        chart.on("2013-07-13", discharged());
        chart.on("2013-08-10", infused(LEFT_ARM));
        chart.on("2013-08-13", discharged());
        assertFlags();
        chart.on("2013-08-14", discharged());
        assertFlags("Event 5 (discharged, 2013-08-14) has no admission before it.");
    }

    @Test
    void aResponseBeforeAnythingItCouldAnswer() {
        chart.on("2013-07-01", forearm());
        chart.on("2013-07-02", response(Response.PARTIAL, FOREARM));
        assertFlags("Event 2 (response-assessed, 2013-07-02) is a response before any treatment "
                + "it could answer.");
    }

    @Test
    void aSecondAmputationOfALimb() {
        chart.on("2013", amputated(LEFT_ARM, notStated()));
        chart.on("2014", forequarter());
        chart.on("2015", amputated(RIGHT_LEG, notStated()));
        assertFlags("Event 2 (amputated, 2014) amputates the left arm again.");
    }

    /// TCGA-VT-AB3D: a follow-up seven days before the diagnosis.
    @Test
    void aFollowUpBeforeTheDiagnosis() {
        EventId diagnosis = chart.on("2010", diagnosed());
        chart.after(diagnosis, "-7 days", seen(DiseaseStatus.NO_EVIDENCE_OF_DISEASE));
        chart.after(diagnosis, "0 days", seen());
        assertFlags("Event 2 (last-seen, 2009-12-25 to 2010-12-24) lies before the diagnosis "
                + "(2010).");
    }

    @Test
    void aMorphologyThatIsNoSoftTissueSarcomaOfTheList() {
        chart.on("2010", diagnosed("Malignant fibrous histiocytoma (8830/3)"));
        chart.on("2011", diagnosed("Myxofibrosarcoma (8811/3)"));
        chart.on("2012", diagnosed("high-grade sarcoma"));
        assertFlags("Event 1 (diagnosed, 2010) has the morphology 8830/3, which is not in the "
                + "list of soft tissue sarcomas.");
    }

    @Test
    void aLesionOfTheGirdleInAField() {
        chart.on("2012", found("axilla", Site.AXILLA, known(Side.LEFT)));
        chart.on("2013", infused(LEFT_ARM, new LesionId("axilla")));
        assertFlags("Event 2 (infused, 2013) has the lesion \"axilla\" (axilla) in its field, "
                + "where no tourniquet reaches.");
    }

    /// TCGA-DX-AB2P: the last contact and a follow-up on day 367, both with tumour.
    @Test
    void theSameTwiceOnOneDay() {
        EventId diagnosis = chart.on("2005", diagnosed());
        chart.after(diagnosis, "367 days", seen(DiseaseStatus.ALIVE_WITH_DISEASE));
        chart.after(diagnosis, "367 days", seen(DiseaseStatus.ALIVE_WITH_DISEASE));
        chart.after(diagnosis, "367 days", seen());
        assertThat(chart.course().flags()).singleElement().asString()
                .endsWith("says the same as event 2.");
    }

    @Test
    void aLesionNamedBeforeItWasFound() {
        chart.on("2012-05", forearm());
        chart.on("2012-03", progressed(Extent.LOCAL, FOREARM));
        assertFlags("Event 2 (progressed, March 2012) names the lesion \"forearm\" before it was "
                + "found (May 2012).");
    }

    @Test
    void aProgressionInAFieldThatNobodyInfused() {
        chart.on("2012", progressed(Extent.IN_FIELD));
        assertFlags("Event 1 (progressed, 2012) is in-field, and no field was infused before.");
    }

    @Test
    void theToxicityOfALimbThatWasNotInfused() {
        chart.on("2012", infused(RIGHT_LEG));
        chart.on("2013", graded(RIGHT_LEG, known(Wieberdink.II)));
        chart.on("2014", graded(LEFT_ARM, known(Wieberdink.II)));
        assertFlags("Event 3 (wieberdink-graded, 2014) grades the left arm, which was not infused "
                + "before.");
    }

    @Test
    void agesThatAreNotOfOnePerson() {
        chart.on("2012-03-01", presented("34 a"));
        chart.on("2013-03-01", presented("35 a"));
        chart.on("2014-03-01", presented("44 a"));
        assertFlags("Event 3 (presented, 2014-03-01) states an age that does not agree with the "
                + "ages before it.");
    }

    @Test
    void anInfusionOfALimbWithoutASideAfterOneWasTakenOff() {
        Limb leg = new Limb(Extremity.LEG, Optional.empty());
        chart.on("2012", amputated(leg, notStated()));
        chart.on("2013", infused(leg));
        assertFlags("Event 2 (infused, 2013) infuses a limb that may be the one that was "
                + "amputated; its side is not stated.");
    }
}
