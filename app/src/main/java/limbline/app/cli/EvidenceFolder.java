package limbline.app.cli;

import java.nio.file.Path;

/// The files of the evidence folder that ship with the program.
enum EvidenceFolder {
    SERIES("series.csv"),
    OVERLAP("overlap.csv");

    private final String file;

    EvidenceFolder(String file) {
        this.file = file;
    }

    Path path() {
        return DataFolder.home().resolve("evidence").resolve(file);
    }
}
