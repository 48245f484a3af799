package io.countersign.agent.weave;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is marked as the engine's own, and for how long. */
final class OwnCallsTest {

    private final OwnCalls ownCalls = new OwnCalls();

    @Test
    void workIsMarkedAndFindsTheAgentsServicesWhileItRuns() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(null);
        try {
            List<Object> seen = new ArrayList<>();
            ownCalls.execute(() -> {
                seen.add(ownCalls.inProgress());
                seen.add(thread.getContextClassLoader());
            });
            assertThat(seen).containsExactly(true, OwnCalls.class.getClassLoader());
            assertThat(ownCalls.inProgress()).isFalse();
            assertThat(thread.getContextClassLoader()).isNull();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void workThatFailsLeavesNoMark() {
        assertThatThrownBy(() -> ownCalls.execute(() -> {
                    throw new IllegalStateException("made to fail");
                }))
                .hasMessage("made to fail");
        assertThat(ownCalls.inProgress()).isFalse();
    }

    @Test
    void aThreadThatKeepsItsLoaderIsMarkedAllTheSame() throws InterruptedException {
        List<Object> seen = new ArrayList<>();
        Thread stubborn = new Thread(() -> ownCalls.execute(() -> seen.add(ownCalls.inProgress()))) {
            @Override
            public void setContextClassLoader(ClassLoader loader) {
                throw new SecurityException("as an InnocuousThread does");
            }
        };
        stubborn.start();
        stubborn.join();
        assertThat(seen).containsExactly(true);
    }
}
