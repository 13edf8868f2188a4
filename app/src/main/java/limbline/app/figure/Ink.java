package limbline.app.figure;

import java.awt.Color;
import java.util.Locale;

/// The colours of the figures. They stay apart for every common kind of colour blindness (after
/// Okabe and Ito, darkened until each stands 3 : 1 against white), and no colour carries a meaning
/// alone: each kind of event has its own shape.
///
/// In SVG the colour is a presentation attribute, so a saved file needs nothing else, and the class
/// `ink-...` lets a page's style sheet say another one in the dark.
enum Ink {
    PAPER("#ffffff"),
    TEXT("#17212b"),
    MUTED("#566370"),
    LINE("#8a95a0"),
    FAINT("#e3e7eb"),
    PANEL("#f5f7f9"),
    SPAN("#dbe2ea"),
    SKIN("#eceef1"),
    TUMOUR("#c44e00"),
    ANSWERING("#e0a46f"),
    ABSENT("#8a95a0"),
    RESECTION("#005f9e"),
    RADIATION("#8a6100"),
    SYSTEMIC("#9c3f78"),
    INFUSION("#00755a"),
    FIELD("#cfe8df"),
    RESPONSE("#2378b0"),
    PROGRESSION("#b32d00"),
    END("#17212b");

    private final Color colour;

    Ink(String hex) {
        this.colour = Color.decode(hex);
    }

    Color colour() {
        return colour;
    }

    String hex() {
        return "#%06x".formatted(colour.getRGB() & 0xffffff);
    }

    /// The class a style sheet knows it by.
    String style() {
        return name().toLowerCase(Locale.ROOT);
    }
}
