package limbline.app.series;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import limbline.app.board.BoardListed;
import limbline.app.course.CourseDesk;
import limbline.app.course.Reading;
import limbline.app.course.Worklist;
import limbline.app.course.WorklistRows;
import limbline.app.followup.ClinicRows;
import limbline.app.journal.PatientKey;

/// Folds every patient's journal once and compares the projections with it: the worklist, the rows of
/// the series, the clinic's list and the lists of the board's meetings; what differs is put right. To be run by itself, see
/// [limbline.app.database.Database#alone].
public final class Rebuilding {

    private static final int FOLDED_AT_ONCE = 1_000;

    private final CourseDesk desk;
    private final WorklistRows worklist;
    private final SeriesRows rows;
    private final ClinicRows clinic;
    private final BoardListed board;

    private int patients;
    private int inSeries;
    private int inClinic;
    private int beside;
    private int inBoard;
    private final List<PatientKey> inWorklist = new ArrayList<>();

    public Rebuilding(CourseDesk desk, Worklist worklist, SeriesRows rows, ClinicRows clinic,
            BoardListed board) {
        this.board = board;
        this.desk = desk;
        this.worklist = worklist.rows();
        this.rows = rows;
        this.clinic = clinic;
    }

    /// What was found.
    ///
    /// @param patients folded
    /// @param worklist whose row was not what the fold says; it is now
    /// @param series of how many patients the rows of the series were not, or how many rows were of
    ///     nobody
    /// @param clinic how many rows of the clinic's list were not
    /// @param beside how many counts and words of the worklist were not
    /// @param board how many entries on lists of meetings were not
    public record Rebuilt(
            int patients, List<PatientKey> worklist, int series, int clinic, int beside,
            int board) {

        public Rebuilt {
            worklist = List.copyOf(worklist);
        }
    }

    /// A projection that was never computed is computed, and what it lacks does not count as
    /// differing.
    ///
    /// @param progress is handed the number of patients folded, from time to time
    public Rebuilt run(List<String> centres, Consumer<Integer> progress) {
        String over = worklist.over();
        boolean newWorklist = worklist.isNew();
        boolean newRows = rows.isNew();
        if (!newWorklist) {
            worklist.follow();
        }
        if (!newRows) {
            rows.follow();
        }
        for (String centre : centres) {
            boolean newClinic = clinic.isNew(centre);
            if (!newClinic) {
                clinic.follow(centre);
            }
            rebuild(centre, newWorklist, newRows, newClinic, progress);
            if (newClinic) {
                clinic.followed(centre, over);
            }
            inBoard += board.setRight(centre);
        }
        if (newWorklist) {
            worklist.followed(over);
        }
        if (newRows) {
            rows.followed(over);
        }
        return new Rebuilt(patients, inWorklist, inSeries, inClinic, beside, inBoard);
    }

    private void rebuild(String centre, boolean newWorklist, boolean newRows, boolean newClinic,
            Consumer<Integer> progress) {
        List<PatientKey> some = desk.list(centre, "", FOLDED_AT_ONCE);
        while (!some.isEmpty()) {
            List<Reading> readings = List.copyOf(desk.read(centre,
                    some.stream().map(PatientKey::patient).toList()).values());
            List<PatientKey> differed = worklist.setRight(centre, readings);
            int differedInSeries = rows.setRight(centre, readings);
            inWorklist.addAll(newWorklist ? List.of() : differed);
            inSeries += newRows ? 0 : differedInSeries;
            int differedInClinic = clinic.setRight(centre, readings);
            inClinic += newClinic ? 0 : differedInClinic;
            patients += some.size();
            progress.accept(patients);
            some = desk.list(centre, some.getLast().patient().value(), FOLDED_AT_ONCE);
        }
        inWorklist.addAll(worklist.removeStrangers(centre));
        int differedBeside = worklist.setRightBeside(centre);
        beside += newWorklist ? 0 : differedBeside;
        inSeries += rows.removeStrangers(centre);
        inClinic += clinic.removeStrangers(centre);
    }
}
