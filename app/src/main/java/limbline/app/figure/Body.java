package limbline.app.figure;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.Optional;
import limbline.patient.AmputationLevel;
import limbline.patient.Extremity;
import limbline.patient.Limb;
import limbline.patient.Side;
import limbline.patient.Site;

/// The body from the front, in centimetres: x from the middle to the patient's left (the viewer's
/// right), y from the crown down, 176 high. Our own drawing, after nobody: proportions of about
/// eight heads, arms a little away from the trunk so that every site has room.
final class Body {

    static final double HEIGHT = 177;
    static final double HALF_WIDTH = 46;

    private static final double[] HALF = {
        3, 12, 5.4, 18, 5.5, 24, 8, 28.8,
        14, 31.6, 19.5, 33.6, 23.4, 38, 25, 45, 26.4, 54, 27.6, 62,
        29.8, 69, 32.4, 77, 34.6, 85, 36.6, 92, 38.8, 97, 40.8, 103, 41.6, 109, 40.6, 113.2,
        38.6, 111, 37.4, 106.6, 36.2, 104, 35.4, 106.6, 33.8, 106, 33.4, 101, 33.6, 96, 33.2, 92.6,
        30.4, 86, 27.2, 78, 24.6, 70.5, 22.8, 63, 21, 55, 18.6, 48.4, 17.4, 54, 16, 62, 14.8, 70,
        15.4, 77, 17.2, 84, 18.4, 92, 18.6, 100, 17.6, 110, 15.8, 120, 14.6, 127, 14.8, 134,
        14.9, 142, 13.2, 152, 11.4, 161, 11.4, 166, 13.6, 171, 13.4, 175, 8.6, 176, 6, 173.4,
        6.2, 167, 6.6, 161, 5.8, 152, 4.8, 142, 5, 134, 5.4, 127, 4.6, 118, 2.8, 106, 1.2, 95.5,
        0, 93};

    private static final double[] LUNG = {
        3, 36, 6.5, 34.6, 10.5, 39, 12.6, 46, 13, 54, 8, 52.6, 4, 51, 3.2, 44};

    private static final Area WHOLE = whole();

    private Body() {}

    static Shape outline() {
        return WHOLE;
    }

    static Shape lungs() {
        Area lungs = new Area(smooth(LUNG));
        lungs.add(lungs.createTransformedArea(AffineTransform.getScaleInstance(-1, 1)));
        return lungs;
    }

    /// What is lost by an amputation; empty where the side is not stated.
    static Optional<Shape> lost(Limb limb, AmputationLevel level) {
        return beyond(limb, switch (level) {
            case FOREQUARTER -> new double[] {7, 24, 10, 33, 15.5, 46, 17.6, 56};
            case SHOULDER_DISARTICULATION -> new double[] {15.6, 28, 16.4, 40, 18.2, 56};
            case ABOVE_ELBOW -> new double[] {40, 51, 18, 55.5};
            case BELOW_ELBOW -> new double[] {44, 77.5, 24, 84};
            case HAND_OR_FINGERS -> new double[] {46, 89.5, 28, 95.5};
            case HINDQUARTER -> new double[] {30, 74, 0.6, 90};
            case HIP_DISARTICULATION -> new double[] {30, 82, 0.6, 95};
            case ABOVE_KNEE -> new double[] {30, 112, 0.6, 112};
            case BELOW_KNEE -> new double[] {30, 137, 0.6, 137};
            case FOOT_OR_TOES -> new double[] {30, 166, 0.6, 166};
        });
    }

    /// What lies beyond a tourniquet as high on the limb as one can be put.
    static Optional<Shape> field(Limb limb) {
        return beyond(limb, limb.extremity() == Extremity.ARM
                ? new double[] {40, 50, 19.8, 53.5}
                : new double[] {30, 99, 0.6, 103});
    }

    /// The tourniquet itself.
    static Optional<Shape> tourniquet(Limb limb) {
        double[] cuff = limb.extremity() == Extremity.ARM
                ? new double[] {26.4, 49.6, 27.2, 53.2, 20.4, 54.8, 19.4, 51.2}
                : new double[] {19.6, 99, 19.2, 103, 1.6, 105.6, 1.2, 101.6};
        return limb.side().map(side -> onSide(side, Mark.polygon(cuff)));
    }

    /// Where a lesion of that site is drawn; empty for sites without a place in this drawing and
    /// for sites that come in pairs while the side is not stated.
    static Optional<Point2D> place(Site site, Optional<Side> side) {
        double[] at = switch (site) {
            case HAND -> new double[] {38, 101};
            case WRIST -> new double[] {35, 93};
            case FOREARM -> new double[] {31, 81};
            case ELBOW -> new double[] {27, 69};
            case UPPER_ARM -> new double[] {24.6, 58.5};
            case ARM_UNSPECIFIED -> new double[] {22.4, 45};
            case SHOULDER -> new double[] {20.4, 38};
            case AXILLA -> new double[] {16.4, 48};
            case CLAVICLE -> new double[] {10, 33};
            case SHOULDER_BLADE -> new double[] {12, 41};
            case FOOT -> new double[] {10, 172};
            case ANKLE -> new double[] {9, 163};
            case LOWER_LEG -> new double[] {10, 145};
            case KNEE -> new double[] {10, 127};
            case POPLITEAL_FOSSA -> new double[] {10, 132};
            case THIGH -> new double[] {10.5, 110};
            case LEG_UNSPECIFIED -> new double[] {11, 98};
            case GROIN -> new double[] {7, 90};
            case HIP -> new double[] {15, 85};
            case BUTTOCK -> new double[] {11, 93};
            case PELVIS -> new double[] {6, 82};
            case CHEST_WALL -> new double[] {9, 54};
            case ABDOMINAL_WALL -> new double[] {6, 70};
            case LUNG -> new double[] {7.4, 45};
            case HEAD_AND_NECK -> new double[] {0, 22};
            case RETROPERITONEUM -> new double[] {0, 68};
            case LIVER -> new double[] {-6, 60};
            case BRAIN -> new double[] {0, 6};
            case SPINE -> new double[] {0, 58};
            case BONE_ELSEWHERE, LYMPH_NODE_ELSEWHERE, SOFT_TISSUE_ELSEWHERE, OTHER ->
                new double[0];
        };
        boolean paired = site.zone() != Site.Zone.ELSEWHERE;
        if (at.length == 0 || (paired && side.isEmpty())) {
            return Optional.empty();
        }
        boolean mirrored = at[0] > 0 && side.filter(Side.RIGHT::equals).isPresent();
        return Optional.of(new Point2D.Double(mirrored ? -at[0] : at[0], at[1]));
    }

    /// Whether a site lies behind what is seen from the front.
    static boolean isBehind(Site site) {
        return switch (site) {
            case SHOULDER_BLADE, BUTTOCK, POPLITEAL_FOSSA, SPINE, RETROPERITONEUM -> true;
            case HAND, WRIST, FOREARM, ELBOW, UPPER_ARM, ARM_UNSPECIFIED, SHOULDER, AXILLA,
                    CLAVICLE,
                    FOOT, ANKLE, LOWER_LEG, KNEE, THIGH, LEG_UNSPECIFIED, GROIN, HIP, PELVIS,
                    CHEST_WALL, ABDOMINAL_WALL, HEAD_AND_NECK, LUNG, LIVER, BRAIN, BONE_ELSEWHERE,
                    LYMPH_NODE_ELSEWHERE, SOFT_TISSUE_ELSEWHERE, OTHER -> false;
        };
    }

    /// The part of the body beyond a cut across the patient's left limb, put on the limb's side. A
    /// cut begins outside (arms: at the shoulder's side or above) and ends between limb and trunk.
    private static Optional<Shape> beyond(Limb limb, double[] cut) {
        double[] rest = limb.extremity() == Extremity.ARM
                ? new double[] {22.6, 74, 24, 90, 24, 120, 60, 120, 60, cut[1]}
                : new double[] {0.6, 180, 30, 180};
        double[] corners = new double[cut.length + rest.length];
        System.arraycopy(cut, 0, corners, 0, cut.length);
        System.arraycopy(rest, 0, corners, cut.length, rest.length);
        return limb.side().map(side -> {
            Area part = new Area(onSide(side, Mark.polygon(corners)));
            part.intersect(WHOLE);
            return part;
        });
    }

    private static Shape onSide(Side side, Path2D left) {
        return side == Side.LEFT
                ? left
                : left.createTransformedShape(AffineTransform.getScaleInstance(-1, 1));
    }

    private static Area whole() {
        int half = HALF.length / 2;
        double[] both = new double[2 * HALF.length - 2];
        System.arraycopy(HALF, 0, both, 0, HALF.length);
        for (int i = 0; i < half - 1; i++) { // the way back, mirrored; the crotch stands once
            int from = half - 2 - i;
            both[HALF.length + 2 * i] = -HALF[2 * from];
            both[HALF.length + 2 * i + 1] = HALF[2 * from + 1];
        }
        Area body = new Area(smooth(both));
        body.add(new Area(new Ellipse2D.Double(-7.7, 0, 15.4, 22.6)));
        return body;
    }

    /// A smooth closed line through the points (Catmull-Rom as cubic curves).
    private static Path2D smooth(double[] points) {
        int n = points.length / 2;
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 0; i < n; i++) {
            double[] p = new double[8];
            for (int k = 0; k < 4; k++) {
                int at = Math.floorMod(i - 1 + k, n);
                p[2 * k] = points[2 * at];
                p[2 * k + 1] = points[2 * at + 1];
            }
            path.curveTo(
                    p[2] + (p[4] - p[0]) / 6, p[3] + (p[5] - p[1]) / 6,
                    p[4] - (p[6] - p[2]) / 6, p[5] - (p[7] - p[3]) / 6,
                    p[4], p[5]);
        }
        path.closePath();
        return path;
    }
}
