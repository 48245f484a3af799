package io.countersign.token;

import io.countersign.request.AuthenticationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The races: many callers, one fetch. */
@Timeout(60)
final class ConcurrencyTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final CacheRig rig = new CacheRig();
    private final ExecutorService background = Executors.newCachedThreadPool();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final CachedTokens cache = rig.cache(background);

    @AfterEach
    void stop() throws Exception {
        callers.shutdownNow();
        background.shutdownNow();
        assertThat(callers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(background.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aColdStartOfAThousandThreadsMakesOneFetch() throws Exception {
        List<Future<String>> results = start(1000, this::access);
        rig.give("one", HOUR);
        for (Future<String> result : results) {
            assertThat(result.get()).isEqualTo("one");
        }
        assertThat(rig.source.fetches()).isEqualTo(1);
    }

    @Test
    void aThousandThreadsWithAStaleTokenMakeOneFetchAndNobodyWaits() throws Exception {
        rig.give("one", HOUR);
        access();
        rig.clock.advance(Duration.ofMinutes(56));
        List<Future<String>> results = start(1000, this::access);
        for (Future<String> result : results) {
            assertThat(result.get()).isEqualTo("one");
        }
        // the source has not answered yet: nobody can have waited for it
        rig.give("two", HOUR);
        assertThat(cache.renew(TokenUse.ACCESS, TestTokens.lasting("one").access()))
                .isTrue();
        assertThat(access()).isEqualTo("two");
        assertThat(rig.source.fetches()).isEqualTo(2);
    }

    @Test
    void aCallerThatWasOvertakenBetweenLookingAndFetchingFetchesNothing() throws Exception {
        CountDownLatch looked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Future<String> slow = callers.submit(() -> {
            // the cache asks for the time after it has looked at what it holds
            rig.clock.beforeNextReading(() -> {
                looked.countDown();
                goOn.await();
            });
            return access();
        });
        looked.await();
        rig.give("one", HOUR);
        assertThat(access()).isEqualTo("one");
        goOn.countDown();
        rig.give("two", HOUR);
        assertThat(slow.get()).isEqualTo("one");
        assertThat(rig.source.fetches()).isEqualTo(1);
    }

    @Test
    void aRefusalOvertakenByAnotherRenewalFetchesNothing() throws Exception {
        rig.give("one", HOUR);
        Token one = cache.current(TokenUse.ACCESS);
        CountDownLatch looked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Future<Boolean> slow = callers.submit(() -> {
            rig.clock.beforeNextReading(() -> {
                looked.countDown();
                goOn.await();
            });
            return cache.renew(TokenUse.ACCESS, one);
        });
        looked.await();
        rig.give("two", HOUR);
        assertThat(cache.renew(TokenUse.ACCESS, one)).isTrue();
        goOn.countDown();
        rig.give("three", HOUR);
        assertThat(slow.get()).isTrue();
        assertThat(access()).isEqualTo("two");
    }

    @Test
    void aThousandThreadsShareOneFailure() throws Exception {
        List<Future<String>> results = start(1000, () -> {
            try {
                return access();
            } catch (AuthenticationException e) {
                return String.valueOf(e.getMessage());
            }
        });
        rig.failTerminally("the password is wrong");
        for (Future<String> result : results) {
            assertThat(result.get()).isEqualTo("orders: the password is wrong");
        }
        assertThat(rig.source.fetches()).isEqualTo(1);
        assertThat(rig.log.lines()).hasSize(1);
    }

    @Test
    void manyRefusalsOfOneTokenMakeOneFetch() throws Exception {
        rig.give("one", HOUR);
        Token one = cache.current(TokenUse.ACCESS);
        List<Future<Boolean>> results = start(200, () -> cache.renew(TokenUse.ACCESS, one));
        rig.give("two", HOUR);
        for (Future<Boolean> result : results) {
            assertThat(result.get()).isTrue();
        }
        assertThat(rig.source.fetches()).isEqualTo(2);
    }

    @Test
    void aCallerDuringARenewalWaitsForTheNewToken() throws Exception {
        rig.give("one", HOUR);
        Token one = cache.current(TokenUse.ACCESS);
        CountDownLatch fetching = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        rig.source.answer(ignored -> {
            fetching.countDown();
            return arrival(answer, "two");
        });
        Future<Boolean> renewal = callers.submit(() -> cache.renew(TokenUse.ACCESS, one));
        fetching.await();
        Future<String> caller = callers.submit(this::access);
        answer.countDown();
        assertThat(caller.get()).isEqualTo("two");
        assertThat(renewal.get()).isTrue();
    }

    @Test
    void aRefusalDuringABackgroundFetchJoinsIt() throws Exception {
        rig.give("one", HOUR);
        Token one = cache.current(TokenUse.ACCESS);
        rig.clock.advance(Duration.ofMinutes(56));
        assertThat(access()).isEqualTo("one");
        Future<Boolean> renewal = callers.submit(() -> cache.renew(TokenUse.ACCESS, one));
        rig.give("two", HOUR);
        assertThat(renewal.get()).isTrue();
        assertThat(rig.source.fetches()).isEqualTo(2);
    }

    @Test
    void aCallerWaitsNoLongerThanTheTimeoutAndIsToldForWhat() {
        CachedTokens impatient = rig.cache(background, Duration.ofMillis(20));
        assertThatThrownBy(() -> impatient.current(TokenUse.ACCESS))
                .isInstanceOfSatisfying(
                        AuthenticationException.class,
                        e -> assertThat(e.kind()).isEqualTo(AuthenticationException.Kind.TRANSIENT))
                .hasMessageStartingWith("orders: the queue has not answered within 20 ms");
        rig.give("one", HOUR);
    }

    @Test
    void anInterruptedCallerStopsWaitingAndStaysInterrupted() throws Exception {
        Future<Boolean> interrupted = callers.submit(() -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(this::access).hasMessageContaining("interrupted");
            return Thread.currentThread().isInterrupted();
        });
        assertThat(interrupted.get()).isTrue();
        rig.give("one", HOUR);
    }

    @Test
    void anErrorInTheSourceFreesAllThatWait() throws Exception {
        List<Future<Boolean>> results = start(50, () -> {
            try {
                access();
                return false;
            } catch (AuthenticationException e) {
                return true;
            }
        });
        rig.source.answer(ignored -> {
            throw new StackOverflowError();
        });
        for (Future<Boolean> result : results) {
            assertThat(result.get()).isTrue();
        }
    }

    private String access() throws AuthenticationException {
        return cache.current(TokenUse.ACCESS).value().reveal();
    }

    private TokenSet arrival(CountDownLatch answer, String value) {
        try {
            answer.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return TestTokens.set(value, rig.clock.instant(), HOUR);
    }

    /** Returns when all threads are past the starting line. */
    private <T> List<Future<T>> start(int threads, Callable<T> call) throws InterruptedException {
        CountDownLatch line = new CountDownLatch(threads);
        List<Future<T>> results = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            results.add(callers.submit(() -> {
                line.countDown();
                line.await();
                return call.call();
            }));
        }
        line.await();
        return results;
    }
}
