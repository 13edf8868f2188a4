package limbline.app.protocol;

/// Why a file is refused, and where.
///
/// @param line from 1
/// @param path for example limits.act-full.unit
public record Refusal(int line, String path, String why) {
    @Override
    public String toString() {
        return "line " + line + (path.isEmpty() ? ": " : ", " + path + ": ") + why;
    }
}
