package limbline.app.figure;

/// The words of a statistical figure.
///
/// @param title above it
/// @param time what runs along its time axis, with the unit
/// @param method how the numbers were estimated, for its foot
public record Caption(String title, String time, String method) {}
