package limbline.app.figure;

import static limbline.app.figure.Mark.disc;
import static limbline.app.figure.Mark.filled;
import static limbline.app.figure.Mark.line;
import static limbline.app.figure.Mark.polygon;
import static limbline.app.figure.Mark.rounded;
import static limbline.app.figure.Mark.stroked;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// The signs of a course: each kind of event has a shape and a colour of its own, so that either
/// alone tells it.
enum Symbol {
    FOUND("lesion found") {
        @Override
        List<Mark> at(double x, double y) {
            return List.of(filled(disc(x, y, 5.5), Ink.PAPER).outlined(Ink.TUMOUR, 2),
                    filled(disc(x, y, 2), Ink.TUMOUR));
        }
    },
    REFERRAL("referral") {
        @Override
        List<Mark> at(double x, double y) {
            return List.of(filled(polygon(x - 6, y - 5, x + 1, y - 5, x + 6.5, y, x + 1, y + 5,
                    x - 6, y + 5, x - 2.5, y), Ink.MUTED));
        }
    },
    BOARD("board decision") {
        @Override
        List<Mark> at(double x, double y) {
            return List.of(filled(polygon(
                    x - 6.5, y, x - 3.2, y - 5.6, x + 3.2, y - 5.6, x + 6.5, y,
                    x + 3.2, y + 5.6, x - 3.2, y + 5.6), Ink.PAPER).outlined(Ink.MUTED, 2));
        }
    },
    TISSUE("diagnosis, biopsy") {
        @Override
        List<Mark> at(double x, double y) {
            return List.of(filled(disc(x, y, 5.5), Ink.MUTED), filled(disc(x, y, 2.2), Ink.PAPER));
        }
    },
    IMAGING("imaging") {
        @Override
        List<Mark> at(double x, double y) {
            return List.of(
                    filled(new Rectangle2D.Double(x - 5, y - 5, 10, 10), Ink.PAPER)
                            .outlined(Ink.MUTED, 1.8),
                    stroked(disc(x, y, 2.2), Ink.MUTED, 1.4));
        }
    },
    RADIOTHERAPY("radiotherapy") {
        @Override
        List<Mark> at(double x, double y) {
            Path2D star = new Path2D.Double();
            for (int i = 0; i < 16; i++) {
                double radius = i % 2 == 0 ? 7.5 : 3.8;
                double angle = Math.PI * i / 8;
                double px = x + radius * Math.sin(angle);
                double py = y - radius * Math.cos(angle);
                if (i == 0) {
                    star.moveTo(px, py);
                } else {
                    star.lineTo(px, py);
                }
            }
            star.closePath();
            return List.of(filled(star, Ink.RADIATION));
        }
    },
    SYSTEMIC("systemic therapy") {
        @Override
        List<Mark> at(double x, double y) {
            return List.of(rounded(x - 8, y - 4.5, 16, 9, 9, Ink.SYSTEMIC),
                    line(x, y - 4.5, x, y + 4.5, Ink.PAPER, 1.6));
        }
    },
    RESECTION("resection") {
        @Override
        List<Mark> at(double x, double y) {
            return List.of(filled(new Rectangle2D.Double(x - 5.5, y - 5.5, 11, 11), Ink.RESECTION),
                    line(x - 5.5, y + 5.5, x + 5.5, y - 5.5, Ink.PAPER, 2));
        }
    },
    INFUSION("infusion or perfusion") {
        @Override
        List<Mark> at(double x, double y) {
            Path2D drop = new Path2D.Double();
            drop.moveTo(x, y - 8);
            drop.curveTo(x + 2, y - 4, x + 6, y - 1, x + 6, y + 2.5);
            drop.curveTo(x + 6, y + 9, x - 6, y + 9, x - 6, y + 2.5);
            drop.curveTo(x - 6, y - 1, x - 2, y - 4, x, y - 8);
            drop.closePath();
            return List.of(filled(drop, Ink.INFUSION));
        }
    },
    TOXICITY("limb toxicity") {
        @Override
        List<Mark> at(double x, double y) {
            return List.of(filled(polygon(
                    x, y - 6.5, x + 6.5, y, x, y + 6.5, x - 6.5, y), Ink.PAPER)
                            .outlined(Ink.RADIATION, 2),
                    line(x, y - 3, x, y + 3, Ink.RADIATION, 2));
        }
    },
    RESPONSE("response assessed") {
        @Override
        List<Mark> at(double x, double y) {
            return List.of(
                    filled(polygon(x - 6.5, y - 5, x + 6.5, y - 5, x, y + 6.5), Ink.RESPONSE));
        }
    },
    PROGRESSION("progression") {
        @Override
        List<Mark> at(double x, double y) {
            return List.of(
                    filled(polygon(x - 6.5, y + 5, x + 6.5, y + 5, x, y - 6.5), Ink.PROGRESSION));
        }
    },
    AMPUTATION("amputation") {
        @Override
        List<Mark> at(double x, double y) {
            return List.of(filled(new Rectangle2D.Double(x - 6.5, y - 6.5, 13, 13), Ink.END),
                    line(x - 4, y - 4, x + 4, y + 4, Ink.PAPER, 2),
                    line(x - 4, y + 4, x + 4, y - 4, Ink.PAPER, 2));
        }
    },
    SEEN("seen alive") {
        @Override
        List<Mark> at(double x, double y) {
            return List.of(filled(polygon(
                    x, y - 5.5, x + 5.5, y, x, y + 5.5, x - 5.5, y), Ink.PAPER)
                    .outlined(Ink.MUTED, 1.8));
        }
    },
    DEATH("death") {
        @Override
        List<Mark> at(double x, double y) {
            return List.of(filled(disc(x, y, 7), Ink.END),
                    line(x, y - 4.5, x, y + 4.5, Ink.PAPER, 2),
                    line(x - 3, y - 1.5, x + 3, y - 1.5, Ink.PAPER, 2));
        }
    };

    /// Half the room a sign takes.
    static final double RADIUS = 8;

    private final String meaning;

    Symbol(String meaning) {
        this.meaning = meaning;
    }

    /// For the legend.
    String meaning() {
        return meaning;
    }

    /// The sign with its middle at `x`, `y`.
    abstract List<Mark> at(double x, double y);
}
