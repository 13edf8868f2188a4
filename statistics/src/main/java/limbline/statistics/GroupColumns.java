package limbline.statistics;

import java.util.Arrays;

/// A block of [Steps] of one stratum as columns, one row for each step: what the tests that compare
/// groups read. What follows from a row alone is then worked out column by column, in loops
/// without a branch that the compiler can turn into vector instructions.
final class GroupColumns {

    final int groups;

    /// Of each group and step the rows at risk just before it, those with an event of the cause,
    /// and those with another event.
    int[][] atRisk;
    int[][] own;
    int[][] other;

    /// The number of steps, and room for so many.
    int steps;
    int room;

    private final Steps.Block block;
    private final int causes;
    private final int cause;
    private final boolean entering;
    private int[][] left;
    private int[][] came;

    /// The column in which each cell is counted.
    private final int[][] ofCell;

    /// At risk in each group before the next block.
    private final int[] next;

    /// @param steps of a table with one stratum
    /// @param cause from 1
    /// @param atRisk in each group before the first block to be read; written over
    GroupColumns(Steps steps, int cause, int[] atRisk) {
        RiskTable table = steps.table;
        groups = table.groups;
        causes = table.causes;
        entering = table.hasEntered();
        this.cause = cause;
        block = steps.new Block();
        ofCell = new int[groups * RiskTable.fates(causes)][];
        next = atRisk;
        this.atRisk = new int[groups][0];
        own = new int[groups][0];
        other = new int[groups][0];
        left = new int[groups][0];
        came = new int[groups][0];
    }

    /// Reads a block; they are read one after the other.
    void read(int number) {
        block.read(number);
        steps = block.steps;
        if (room < steps) {
            grow(block.cell.length);
        }
        for (int g = 0; g < groups; g++) {
            Arrays.fill(own[g], 0, steps, 0);
            Arrays.fill(other[g], 0, steps, 0);
            Arrays.fill(left[g], 0, steps, 0);
        }
        for (int g = 0; g < groups && entering; g++) {
            Arrays.fill(came[g], 0, steps, 0);
        }
        for (int i = 0; i < block.size; i++) {
            ofCell[block.cell[i]][block.step[i]] += block.count[i];
        }
        for (int g = 0; g < groups; g++) {
            int[] gone = left[g];
            for (int k = 0; k < steps; k++) {
                gone[k] += own[g][k] + other[g][k];
            }
            for (int k = 0; k < steps && entering; k++) {
                gone[k] -= came[g][k];
            }
            int rows = next[g];
            for (int k = 0; k < steps; k++) {
                atRisk[g][k] = rows;
                rows -= gone[k];
            }
            next[g] = rows;
        }
    }

    /// Whether any step may have more than one row.
    boolean tied() {
        return block.rows > steps;
    }

    private void grow(int most) {
        room = most;
        atRisk = new int[groups][most];
        own = new int[groups][most];
        other = new int[groups][most];
        left = new int[groups][most];
        came = new int[groups][most];
        int fates = RiskTable.fates(causes);
        for (int cell = 0; cell < ofCell.length; cell++) {
            int group = cell / fates;
            int fate = cell % fates;
            int[][] of = fate == cause ? own
                    : fate == RiskTable.entered(causes) ? came
                    : fate == 0 || fate > causes ? left : other;
            ofCell[cell] = of[group];
        }
    }

    /// The sum of products, in four sums that do not wait for each other.
    static double sum(double[] a, int[] b, int length) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int k = 0;
        for (; k + 3 < length; k += 4) {
            s0 += a[k] * b[k];
            s1 += a[k + 1] * b[k + 1];
            s2 += a[k + 2] * b[k + 2];
            s3 += a[k + 3] * b[k + 3];
        }
        for (; k < length; k++) {
            s0 += a[k] * b[k];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
