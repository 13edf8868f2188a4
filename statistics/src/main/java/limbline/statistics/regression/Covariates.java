package limbline.statistics.regression;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import limbline.statistics.Check;
import org.jspecify.annotations.Nullable;

/// The covariates of each row, as columns of numbers: a factor is a column for each level but the
/// first. The arrays are read in place and not copied.
public final class Covariates {

    /// The most columns: the information is a matrix of as many rows.
    public static final int MOST = 500;

    final List<String> names;
    final double[][] columns;
    final double @Nullable [] offset;

    private Covariates(List<String> names, double[][] columns, double @Nullable [] offset) {
        this.names = names;
        this.columns = columns;
        this.offset = offset;
    }

    /// @param columns one for each name, all of one length, finite
    public static Covariates of(List<String> names, double[]... columns) {
        Check.that(!names.isEmpty() && names.size() <= MOST, "%s covariates are not in 1 to %s",
                names.size(), MOST);
        Check.that(names.size() == columns.length, "%s names do not fit %s columns", names.size(),
                columns.length);
        Check.that(new HashSet<>(names).size() == names.size(), "a name stands twice in %s", names);
        for (int j = 0; j < columns.length; j++) {
            check(names.get(j), columns[j], columns[0].length);
        }
        return new Covariates(List.copyOf(names), columns, null);
    }

    /// The same covariates with a part of the linear predictor that is known and has no
    /// coefficient.
    public Covariates withOffset(double... offset) {
        check("offset", offset, columns[0].length);
        return new Covariates(names, columns, offset);
    }

    private static void check(String name, double[] column, int rows) {
        Check.that(column.length == rows, "%s has %s rows where others have %s", name,
                column.length, rows);
        for (int i = 0; i < rows; i++) {
            Check.that(Double.isFinite(column[i]), "row %s: %s is %s", i + 1, name, column[i]);
        }
    }

    public List<String> names() {
        return names;
    }

    public int size() {
        return columns.length;
    }

    public int rows() {
        return columns[0].length;
    }

    /// The covariates of some rows, which may be named more than once.
    public Covariates rows(int... rows) {
        double[][] some = new double[columns.length][rows.length];
        for (int j = 0; j < columns.length; j++) {
            for (int i = 0; i < rows.length; i++) {
                some[j][i] = columns[j][rows[i]];
            }
        }
        Covariates chosen = new Covariates(names, some, null);
        double[] given = offset;
        return given == null ? chosen
                : chosen.withOffset(Arrays.stream(rows).mapToDouble(i -> given[i]).toArray());
    }

    /// What a row's coefficients and offset add up to.
    double predictor(int row, double[] coefficients) {
        double sum = offset == null ? 0 : offset[row];
        for (int j = 0; j < columns.length; j++) {
            sum += columns[j][row] * coefficients[j];
        }
        return sum;
    }
}
