package io.countersign.aws;

import io.countersign.counterpart.MutableClock;
import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class ProviderCredentialsTest {

    private final FakeChain chain = new FakeChain();
    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final ProviderCredentials source = ProviderCredentials.of("prod", chain, clock);

    @Test
    void nothingIsOpenedBeforeSomebodyAsks() {
        assertThat(chain.opened()).isEqualTo(0);
    }

    @Test
    void sessionIsTakenOverWithItsTokenAndExpiration() throws AuthenticationException {
        Instant expiration = Instant.parse("2026-01-01T13:00:00Z");
        chain.gives(AwsSessionCredentials.builder()
                .accessKeyId("ASIA")
                .secretAccessKey("hidden")
                .sessionToken("veiled")
                .expirationTime(expiration)
                .build());
        AwsCredentials credentials = source.current();
        assertThat(credentials)
                .isEqualTo(AwsCredentials.of("ASIA", Secret.of("hidden"), Secret.of("veiled"), expiration));
        assertThat(credentials.expiration()).isEqualTo(expiration);
    }

    @Test
    void sameAnswerOfTheChainIsTheSameObject() throws AuthenticationException {
        chain.gives(AwsBasicCredentials.create("AKID", "a"));
        AwsCredentials first = source.current();
        chain.gives(AwsBasicCredentials.create("AKID", "a"));
        assertThat(source.current()).isSameAs(first);
        chain.gives(AwsBasicCredentials.create("AKID", "b"));
        assertThat(source.current()).isNotEqualTo(first);
        assertThat(chain.opened()).isEqualTo(1);
    }

    @Test
    void emptyChainIsATerminalErrorThatSaysWhereItLookedAndWhatToDo() {
        chain.fails("Unable to load credentials from any of the providers in the chain Chain(providers=[A(), B()]) :"
                + " [A(): no key\n, B(): no profile]");
        assertThatThrownBy(source::current)
                .isInstanceOfSatisfying(
                        AuthenticationException.class,
                        e -> assertThat(e.kind()).isEqualTo(AuthenticationException.Kind.TERMINAL))
                .hasMessageStartingWith("prod: no AWS credentials found; looked in ")
                .hasMessageContaining("instance metadata; set AWS_ACCESS_KEY_ID")
                .hasMessageEndingWith("(the AWS SDK says: A(): no key , B(): no profile)");
    }

    @Test
    void emptyChainIsAskedAgainOnlyAfterAPause() throws AuthenticationException {
        chain.fails("nothing");
        assertThatThrownBy(source::current).isInstanceOf(AuthenticationException.class);
        chain.gives(AwsBasicCredentials.create("AKID", "a"));
        clock.advance(Duration.ofSeconds(29));
        assertThatThrownBy(source::current).hasMessageContaining("no AWS credentials found");
        assertThat(chain.asked()).isEqualTo(1);

        clock.advance(Duration.ofSeconds(1));
        assertThat(source.current().accessKeyId()).isEqualTo("AKID");
    }

    @Test
    void chainThatWorkedBeforeFailsForATimeOnly() throws AuthenticationException {
        chain.gives(AwsBasicCredentials.create("AKID", "a"));
        AwsCredentials before = source.current();
        chain.fails("the metadata service does not answer");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(source::current)
                    .isInstanceOfSatisfying(
                            AuthenticationException.class,
                            e -> assertThat(e.kind()).isEqualTo(AuthenticationException.Kind.TRANSIENT))
                    .hasMessage("prod: the AWS credentials could not be renewed:"
                            + " the metadata service does not answer");
        }
        clock.advance(Duration.ofSeconds(30));
        chain.gives(AwsBasicCredentials.create("AKID", "a"));
        assertThat(source.current()).isSameAs(before);
    }

    @Test
    void renewalOpensAnotherChainAndClosesTheFirst() throws AuthenticationException {
        chain.gives(AwsBasicCredentials.create("AKID", "a"));
        AwsCredentials rejected = source.current();
        chain.givesWhenOpenedAgain(AwsBasicCredentials.create("AKID", "b"));
        assertThat(source.renew(rejected)).isTrue();
        assertThat(source.current().secretAccessKey()).isEqualTo(Secret.of("b"));
        assertThat(chain.opened()).isEqualTo(2);
        assertThat(chain.closed()).isEqualTo(1);
    }

    @Test
    void renewalOfWhatWasReplacedMeanwhileOpensNothing() throws AuthenticationException {
        chain.gives(AwsBasicCredentials.create("AKID", "a"));
        AwsCredentials rejected = source.current();
        chain.gives(AwsBasicCredentials.create("AKID", "b"));
        assertThat(source.renew(rejected)).isTrue();
        assertThat(chain.opened()).isEqualTo(1);
    }

    @Test
    void fruitlessRenewalIsNotTriedForEveryRequest() throws AuthenticationException {
        chain.gives(AwsBasicCredentials.create("AKID", "a"));
        AwsCredentials rejected = source.current();
        for (int i = 0; i < 10; i++) {
            assertThat(source.renew(rejected)).isFalse();
        }
        assertThat(chain.opened()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(30));
        assertThat(source.renew(rejected)).isFalse();
        assertThat(chain.opened()).isEqualTo(3);
    }

    @Test
    void renewalThatFindsNothingSaysNo() throws AuthenticationException {
        chain.gives(AwsBasicCredentials.create("AKID", "a"));
        AwsCredentials rejected = source.current();
        chain.fails("gone");
        assertThat(source.renew(rejected)).isFalse();
    }

    @Test
    void concurrentColdStartOpensOneChain() throws Exception {
        chain.gives(AwsBasicCredentials.create("AKID", "a"));
        int threads = 16;
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<AwsCredentials>> results = new ArrayList<>();
            Callable<AwsCredentials> ask = () -> {
                go.await();
                return source.current();
            };
            for (int i = 0; i < threads; i++) {
                results.add(pool.submit(ask));
            }
            go.countDown();
            for (Future<AwsCredentials> result : results) {
                assertThat(result.get(30, TimeUnit.SECONDS)).isSameAs(source.current());
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(chain.opened()).isEqualTo(1);
    }

    @Test
    void closedSourceLetsGoOfItsChain() throws AuthenticationException {
        chain.gives(AwsBasicCredentials.create("AKID", "a"));
        source.current();
        source.close();
        source.close();
        assertThat(chain.closed()).isEqualTo(1);
    }
}
