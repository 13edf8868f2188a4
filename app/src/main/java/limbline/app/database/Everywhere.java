package limbline.app.database;

/// The record of all centres, for what has to follow it as a whole, such as a projection.
public record Everywhere(Database database) {}
