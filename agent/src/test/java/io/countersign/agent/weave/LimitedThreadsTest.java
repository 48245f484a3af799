package io.countersign.agent.weave;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Work that may wait, and how much of it at a time. */
final class LimitedThreadsTest {

    private final Deque<Runnable> started = new ArrayDeque<>();
    private final List<Integer> done = new ArrayList<>();
    private final LimitedThreads threads = new LimitedThreads(started::add, 2);

    @Test
    void moreThanTheLimitWaitInLineAndAreDoneInTheirOrder() {
        for (int i = 0; i < 5; i++) {
            int number = i;
            threads.execute(() -> done.add(number));
        }
        assertThat(started).hasSize(2);
        for (Runnable each = started.poll(); each != null; each = started.poll()) {
            each.run();
            assertThat(started).hasSizeLessThanOrEqualTo(2);
        }
        assertThat(done).containsExactly(0, 1, 2, 3, 4);

        threads.execute(() -> done.add(5));
        threads.execute(() -> done.add(6));
        assertThat(started).as("all places are free again").hasSize(2);
    }

    @Test
    void whatFailsGivesItsPlaceAway() {
        for (int i = 0; i < 3; i++) {
            threads.execute(() -> {
                throw new IllegalStateException("made to fail");
            });
        }
        threads.execute(() -> done.add(1));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> started.remove().run()).hasMessage("made to fail");
        }
        started.remove().run();
        assertThat(done).containsExactly(1);
        assertThat(started).isEmpty();
    }
}
