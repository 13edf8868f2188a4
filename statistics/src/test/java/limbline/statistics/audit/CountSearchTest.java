package limbline.statistics.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The search for counts, by sums small enough to be solved by hand.
class CountSearchTest {

    @Test
    void aRangeIsNarrowedThroughASumThatStandsLater() {
        CountSearch search = search(new Counts(0, 100), new Counts(0, 100), new Counts(5, 5),
                new Counts(0, 100), new Counts(0, 100));
        search.addUp(new int[] {3, 4}, 1);
        search.addUp(new int[] {0, 1}, 2);

        assertThat(search.solution().orElseThrow().possible()).containsExactly(
                new Counts(0, 5), new Counts(0, 5), new Counts(5, 5), new Counts(0, 5),
                new Counts(0, 5));
    }

    @Test
    void aTotalIsNarrowedByItsPartsAndPassesItOn() {
        CountSearch search = search(new Counts(2, 2), new Counts(3, 3), new Counts(0, 100),
                new Counts(1, 1), new Counts(0, 100));
        search.addUp(new int[] {2, 3}, 4);
        search.addUp(new int[] {0, 1}, 2);

        CountSearch.Found found = search.solution().orElseThrow();

        assertThat(found.possible()).containsExactly(new Counts(2, 2), new Counts(3, 3),
                new Counts(5, 5), new Counts(1, 1), new Counts(6, 6));
        assertThat(found.example()).containsExactly(2, 3, 5, 1, 6);
    }

    @Test
    void whatTheOthersCannotMakeUpIsTheLeastOfEach() {
        CountSearch search = search(new Counts(0, 5), new Counts(0, 6));
        search.addUpTo(new int[] {0, 1}, 9);

        assertThat(search.solution().orElseThrow().possible())
                .containsExactly(new Counts(3, 5), new Counts(4, 6));
    }

    /// x + y = 10 and 3x + y = 26: only 8 and 2, of which narrowing alone does not hear.
    @Test
    void whereTheLowerHalfHasNoAnswerTheUpperIsTried() {
        CountSearch search = search(new Counts(0, 10), new Counts(0, 10));
        search.addUpTo(new int[] {0, 1}, 10);
        search.addUpTo(new int[] {0, 0, 0, 1}, 26);

        assertThat(search.solution().map(CountSearch.Found::example))
                .isEqualTo(Optional.of(List.of(8, 2)));
    }

    /// Twice a whole number is even.
    @Test
    void whatHasNoAnswerInEitherHalfHasNone() {
        CountSearch search = search(new Counts(0, 3), new Counts(0, 3));
        search.addUpTo(new int[] {0, 0, 1, 1}, 5);

        assertThat(search.solution()).isEmpty();
    }

    @Test
    void aSearchThatWouldNotEndSaysSo() {
        CountSearch search = search(new Counts(0, 1_000_000), new Counts(0, 1_000_000));
        search.addUpTo(new int[] {0, 0, 1, 1}, 1_000_001);

        assertThatIllegalArgumentException().isThrownBy(search::solution)
                .withMessage("the sums cut across each other and leave more than 200000 cases;"
                        + " audit fewer of them at once");
    }

    private static CountSearch search(Counts... ranges) {
        CountSearch search = new CountSearch(ranges.length);
        for (int i = 0; i < ranges.length; i++) {
            search.allow(i, ranges[i]);
        }
        return search;
    }
}
