package limbline.app.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import limbline.app.board.CriteriaFile;
import limbline.app.evidence.SeriesFile;
import limbline.app.exchange.Cohort;
import limbline.app.exchange.CohortMap;
import limbline.app.exchange.CohortMapFile;
import limbline.app.exchange.CourseFile;
import limbline.app.exchange.Problem;
import limbline.app.exchange.TextFile;
import limbline.app.exchange.Unreadable;
import limbline.app.protocol.ProtocolFile;
import limbline.app.protocol.RefusedProtocol;
import limbline.app.statistics.CsvColumns;
import limbline.app.ward.LaboratoryMapFile;

/// What a fuzzer calls: any bytes as a file of each kind the program reads. It may refuse with a
/// sentence; anything else that is thrown is a mistake. Which kind, says `limbline.fuzz.kind`.
public final class FileFuzzer {

    private static final Path HOME = Path.of(System.getProperty("limbline.home", ".."));
    private static final int MOST_BYTES = 10_000_000;

    private FileFuzzer() {}

    /// The kinds of file, and one of each that the program takes.
    enum Kind {
        COURSE("cases/PAPER-1.yaml") {
            @Override
            void read(Path file) {
                CourseFile.read(file, Optional.of("fuzz"), ZoneOffset.UTC);
            }
        },
        COHORT_MAP("maps/tcia-sts.yaml") {
            @Override
            void read(Path file) {
                told(Cohort.read(file, List.of(Samples.FOUR_PATIENTS), Optional.empty()));
            }
        },
        COHORT("cohorts/tcia_soft_tissue_sarcoma_51.csv") {
            @Override
            void read(Path file) {
                told(Cohort.read(Samples.MAP, List.of(file)));
            }
        },
        LABORATORY_MAP("maps/laboratory.yaml") {
            @Override
            void read(Path file) {
                LaboratoryMapFile.checked(file);
            }
        },
        EVIDENCE("evidence/series.csv") {
            @Override
            void read(Path file) {
                SeriesFile.read(file);
            }
        },
        CLAIMS("evidence/paper-claims.csv") {
            @Override
            void read(Path file) {
                SeriesFile.claims(TextFile.read(file, StandardCharsets.UTF_8, MOST_BYTES));
            }
        },
        MEASUREMENTS("evidence/measurements.csv") {
            @Override
            void read(Path file) {
                SeriesFile.measurements(TextFile.read(file, StandardCharsets.UTF_8, MOST_BYTES));
            }
        },
        OVERLAP("evidence/overlap.csv") {
            @Override
            void read(Path file) {
                SeriesFile.overlaps(TextFile.read(file, StandardCharsets.UTF_8, MOST_BYTES));
            }
        },
        STATISTICS("cohorts/tcga_sarc_extremity_patients.csv") {
            @Override
            void read(Path file) {
                CsvColumns.read(file);
            }
        },
        CRITERIA("criteria/hilp-beromun.yaml") {
            @Override
            void read(Path file) {
                if (CriteriaFile.read(file) instanceof CriteriaFile.Read.Refused refused) {
                    throw new IllegalArgumentException(refused.refusals().toString());
                }
            }
        },
        PROTOCOL("protocols/demo-ili.yaml") {
            @Override
            void read(Path file) throws RefusedProtocol {
                ProtocolFile.read(file);
            }
        };

        final String sample;

        Kind(String sample) {
            this.sample = sample;
        }

        abstract void read(Path file) throws RefusedProtocol;

        Path sample() {
            return HOME.resolve(sample);
        }
    }

    /// Called by Jazzer; see `bench/record/fuzz`.
    public static void fuzzerTestOneInput(byte[] bytes) {
        run(Kind.valueOf(System.getProperty("limbline.fuzz.kind", "COURSE")), bytes);
    }

    /// Whether the file was taken; false if it was refused with a sentence.
    static boolean run(Kind kind, byte[] bytes) {
        Path file = Samples.FOLDER.resolve(name(kind)); // maps go by the name
        try {
            Files.write(file, bytes);
            kind.read(file);
            return true;
        } catch (Unreadable e) {
            return sentence(e.problem().toString(), bytes, e);
        } catch (RefusedProtocol e) {
            return sentence(e.refusals().toString(), bytes, e);
        } catch (IllegalArgumentException e) {
            if (e.getClass() != IllegalArgumentException.class) {
                throw e; // such as a NumberFormatException, whose words are Java's
            }
            return sentence(String.valueOf(e.getMessage()), bytes, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A sentence may repeat what the file says, whatever that is, without its quotation marks and cut
    /// by dots.
    private static boolean sentence(String said, byte[] bytes, Exception e) {
        String file = new String(bytes, StandardCharsets.ISO_8859_1).replace("\"", "");
        if (said.length() < 10 || Stream.of("Exception:", "java.lang.", "java.util.", "java.io.")
                .anyMatch(word -> said.contains(word)
                        && !file.contains(word.substring(0, word.length() - 1)))) {
            throw new IllegalStateException("no sentence: " + said, e);
        }
        return false;
    }

    private static String name(Kind kind) {
        return String.valueOf(kind.sample().getFileName());
    }

    /// What a table's rows were left out for is told like what a whole file is refused for.
    private static void told(Cohort cohort) {
        if (!cohort.problems().isEmpty()) {
            throw new Unreadable(new Problem("table", 0, "", cohort.problems().toString()));
        }
    }

    /// What stays the same from one execution to the next.
    private static final class Samples {

        static final Path FOLDER = folder();
        static final Path FOUR_PATIENTS = fourPatients();
        static final CohortMap MAP =
                CohortMapFile.read(Kind.COHORT_MAP.sample(), Optional.empty());

        private static Path folder() {
            try {
                Path folder = Files.createTempDirectory("limbline-fuzz");
                folder.toFile().deleteOnExit();
                for (Kind kind : Kind.values()) {
                    folder.resolve(name(kind)).toFile().deleteOnExit();
                }
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// A map is tried on few rows, so that it is tried often.
        private static Path fourPatients() {
            Path whole = Kind.COHORT.sample();
            try {
                Path folder = Files.createDirectory(FOLDER.resolve("four"));
                Path table = folder.resolve(name(Kind.COHORT));
                Files.write(table, Files.readAllLines(whole).subList(0, 5));
                folder.toFile().deleteOnExit();
                table.toFile().deleteOnExit();
                return table;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
