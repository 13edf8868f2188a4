package limbline.app.database;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;

/// What it takes to reach the embedded database: the file `database.properties`, for its owner's
/// eyes only. Whoever can read it is the database.
///
/// @param port where it last listened on the loopback address, 0 before the first time
/// @param ownerPassword of the role that owns the tables
/// @param serverPassword of the role the server works as
record Secrets(int port, String ownerPassword, String serverPassword) {

    private static final String FILE = "database.properties";
    private static final int PASSWORD_BYTES = 24;

    static Secrets fresh() {
        return new Secrets(0, password(), password());
    }

    static Optional<Secrets> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties lines = new Properties();
        try (Reader reader = new StringReader(Files.readString(file))) {
            lines.load(reader);
        }
        try {
            return Optional.of(new Secrets(Integer.parseInt(line(lines, "port", file)),
                    line(lines, "owner.password", file), line(lines, "server.password", file)));
        } catch (NumberFormatException e) {
            throw CannotStart.because("The port in %s is not a number: put 0 there.", file);
        }
    }

    void write(Path folder) throws IOException {
        Disk.writePrivately(folder.resolve(FILE), """
                # Who can read this file has the database. Written by Limbline at each start.
                port=%d
                owner.password=%s
                server.password=%s
                """.formatted(port, ownerPassword, serverPassword));
    }

    Secrets withPort(int other) {
        return new Secrets(other, ownerPassword, serverPassword);
    }

    @Override
    public String toString() {
        return "the passwords for port " + port;
    }

    private static String line(Properties lines, String name, Path file) {
        String value = lines.getProperty(name);
        if (value == null) {
            throw CannotStart.because("The line %s is missing in %s: put the file back as it was,"
                    + " from a copy of the data folder.", name, file);
        }
        return value;
    }

    private static String password() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
