package limbline.measure;

/// How far it is around a limb at one place: "51.5 cm at 4 cm".
///
/// @param around the circumference
/// @param at how far below the tourniquet, along the limb
public record Girth(Centimetres around, Centimetres at) {

    public Girth {
        Check.that(around.value().signum() > 0, "a girth of %s at %s is none", around, at);
    }

    public static Girth parse(String text) {
        String[] parts = text.split("\\bat\\b", 2);
        Check.that(parts.length == 2, "\"%s\" is not a girth and its place; write for example"
                + " 51.5 cm at 4 cm", Text.shortened(text));
        return new Girth(Centimetres.parse(parts[0].strip()), Centimetres.parse(parts[1]));
    }

    @Override
    public String toString() {
        return around + " at " + at;
    }
}
