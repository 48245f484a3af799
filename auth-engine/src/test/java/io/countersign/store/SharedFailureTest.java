package io.countersign.store;

import io.countersign.request.AuthenticationException;
import io.countersign.token.TokenSet;
import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A failure is had once for all who wait for its outcome. */
final class SharedFailureTest {

    private final Fleet fleet = new Fleet();
    private final StoredTokens one = fleet.jvm();
    private final StoredTokens another = fleet.jvm();

    @Test
    void oneWrongPasswordIsTriedOnceForAllWhoWait() {
        fleet.family.failWith(AuthenticationException.terminal("the password is wrong", null));
        fleet.lockUntilWaitedFor(() -> Fleet.fetch(another));

        AuthenticationException failure = catchThrowableOfType(AuthenticationException.class, () -> one.fetch(null));

        assertThat(failure).hasMessage("the password is wrong (said to another JVM, which shares the token store)");
        assertThat(failure.kind()).isEqualTo(AuthenticationException.Kind.TERMINAL);
        assertThat(fleet.family.fetches).containsExactly("log-in");
    }

    @Test
    void whoComesMuchLaterOrWithAnotherPasswordTriesForItself() {
        fleet.family.failWith(AuthenticationException.terminal("the password is wrong", null));
        Fleet.fetch(another);
        fleet.storeClock.advance(Duration.ofSeconds(31));
        Fleet.fetch(one);
        StoredTokens corrected = fleet.jvm("orders", "another s3cret");
        fleet.storeClock.advance(Duration.ofSeconds(31));
        fleet.lockUntilWaitedFor(() -> Fleet.fetch(another));
        Fleet.fetch(corrected);

        assertThat(fleet.family.fetches).hasSize(4);
    }

    @Test
    void aFailureLeavesTheTokensThatThereAre() throws AuthenticationException {
        TokenSet first = one.fetch(null);
        fleet.family.failWith(AuthenticationException.transientFailure("throttled", null));
        assertThatThrownBy(() -> one.fetch(first)).hasMessage("throttled");
        fleet.family.failWith(null);

        assertThat(Fleet.access(another.fetch(null))).isEqualTo("access-1");
    }

    @Test
    void whoComesShortlyAfterATerminalFailureHasItToo() {
        fleet.family.failWith(AuthenticationException.terminal("the password is wrong", null));
        Fleet.fetch(another);
        fleet.storeClock.advance(Duration.ofSeconds(29));
        Fleet.fetch(one);
        fleet.family.failWith(AuthenticationException.transientFailure("throttled", null));
        fleet.storeClock.advance(Duration.ofSeconds(31));
        Fleet.fetch(another);
        fleet.storeClock.advance(Duration.ofSeconds(1));
        Fleet.fetch(one);

        assertThat(fleet.family.fetches).hasSize(3);
    }
}
