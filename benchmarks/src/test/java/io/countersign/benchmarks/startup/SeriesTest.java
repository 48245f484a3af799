package io.countersign.benchmarks.startup;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/** Medians, minima and pairs. */
class SeriesTest {

    @Test
    void medianOfAnOddCountIsTheValueInTheMiddle() {
        assertThat(Series.of(9, 1, 5).median()).isEqualTo(5);
    }

    @Test
    void medianOfAnEvenCountLiesBetweenTheTwoInTheMiddle() {
        assertThat(Series.of(4, 1, 100, 2).median()).isEqualTo(3);
    }

    @Test
    void minimumDoesNotDependOnTheOrder() {
        assertThat(Series.of(7, 3, 8).minimum()).isEqualTo(3);
    }

    @Test
    void quantilesInterpolateBetweenNeighbours() {
        Series series = Series.of(40, 10, 30, 20);

        assertThat(series.quantile(0.25)).isEqualTo(17.5, within(1e-9));
        assertThat(series.quantile(0.75)).isEqualTo(32.5, within(1e-9));
        assertThat(series.quantile(1)).isEqualTo(40);
    }

    @Test
    void medianOfTheDifferencesIsNotTheDifferenceOfTheMedians() {
        Series agent = Series.of(11, 22, 103);
        Series empty = Series.of(10, 101, 100);

        assertThat(agent.minus(empty).median()).isEqualTo(1);
        assertThat(agent.median() - empty.median()).isEqualTo(-78);
    }

    @Test
    void ratiosArePairedByRound() {
        assertThat(Series.of(20, 300, 40).over(Series.of(10, 100, 40)).median()).isEqualTo(2);
    }

    @Test
    void measuringDoesNotChangeTheOrderOfTheRounds() {
        Series series = Series.of(3, 1, 2);
        series.median();

        assertThat(series.minus(Series.of(3, 1, 2)).quantile(1)).isEqualTo(0);
    }

    @Test
    void seriesOfDifferentRoundsMakeNoPairs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Series.of(1, 2).minus(Series.of(1)))
                .withMessageContaining("2 and 1");
    }

    @Test
    void anEmptySeriesIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(Series::of);
    }
}
