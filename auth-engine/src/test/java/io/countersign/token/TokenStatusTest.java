package io.countersign.token;

import io.countersign.request.AuthenticationException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a cache says of itself to people. */
final class TokenStatusTest {

    private static final Instant END = CacheRig.BASE.plus(Duration.ofHours(1));

    private final CacheRig rig = new CacheRig();

    @Test
    void aTokenIsFreshThenStaleThenExpired() throws AuthenticationException {
        assertThat(rig.cache.status()).hasToString("none");
        rig.give("one", Duration.ofHours(1));
        rig.access();
        assertThat(rig.cache.status()).hasToString("fresh until " + END);
        rig.clock.advance(Duration.ofMinutes(56));
        assertThat(rig.cache.status()).hasToString("stale until " + END);
        rig.clock.advance(Duration.ofMinutes(4));
        assertThat(rig.cache.status()).hasToString("expired until " + END);
    }

    @Test
    void aFailureShowsOnceNothingLivesAnyMore() throws AuthenticationException {
        rig.give("one", Duration.ofHours(1));
        rig.access();
        rig.clock.advance(Duration.ofMinutes(56));
        rig.failForNow("throttled");
        rig.access();
        assertThat(rig.cache.status().state()).isEqualTo(TokenStatus.State.STALE);
        rig.clock.advance(Duration.ofMinutes(4));
        assertThat(rig.cache.status().state()).isEqualTo(TokenStatus.State.FAILED);
    }

    @Test
    void aFailedLogInShowsAtOnce() {
        rig.failTerminally("the password is wrong");
        assertThatThrownBy(rig::access).isInstanceOf(AuthenticationException.class);

        assertThat(rig.cache.status()).hasToString("failed");
    }

    @Test
    void theTokenCountsThatIsAskedFor() throws AuthenticationException {
        Instant now = rig.clock.instant();
        rig.source.give(TestTokens.set("access", now, Duration.ofMinutes(5))
                .withId(TestTokens.set("id", now, Duration.ofHours(1)).access()));
        rig.access();
        assertThat(rig.cache.status()).hasToString("fresh until 2026-01-01T00:05:00Z");
        rig.cache.current(TokenUse.ID);
        assertThat(rig.cache.status()).hasToString("fresh until " + END);
    }
}
