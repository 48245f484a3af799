package io.countersign.cognito;

import io.countersign.request.AuthenticationException;
import io.countersign.token.CachedTokens;
import io.countersign.token.Token;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenUse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.countersign.cognito.CognitoRig.ACCOUNT;
import static io.countersign.cognito.CognitoRig.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/** A host whose clock is wrong logs in all the same, at the first attempt, and never uses a token that has expired. */
final class ClockSkewTest {

    @ParameterizedTest
    @ValueSource(ints = {-600, 600, -86_400, 86_400})
    void aClockThatIsOffIsLearnedBeforeThePasswordIsProved(int seconds) throws Exception {
        try (CognitoRig rig = CognitoRig.of(CognitoRig.user().withTotpSecret(ChallengesTest.TOTP_SECRET))) {
            rig.clock.advance(Duration.ofSeconds(seconds));
            rig.source(ChallengesTest.withCodes(CognitoRig.credentials())).fetch(null);
            assertThat(rig.server.account(ACCOUNT).wrongPasswords()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-600, 600})
    void verificationGoesByTheTimeThatWasLearned(int seconds) throws Exception {
        try (CognitoRig rig = CognitoRig.plain()) {
            rig.clock.advance(Duration.ofSeconds(seconds));
            assertThat(rig.source().verified().fetch(null).refreshToken()).isNotNull();
        }
    }

    /** The SDK signs with the system's clock, so here it is the server that is off. */
    @ParameterizedTest
    @ValueSource(ints = {-600, 600})
    void adminCallsAreSignedAgainWithTheTimeOfTheRefusal(int seconds) throws Exception {
        try (CognitoRig rig = CognitoRig.plain()) {
            rig.serverClock.advance(
                    Duration.between(rig.serverClock.instant(), systemTime().plusSeconds(seconds)));
            CognitoUserSource source = rig.source(CognitoRig.app().withFlow(AuthFlow.ADMIN), CognitoRig.credentials());
            source.fetch(null);
            source.fetch(null);
            assertThat(rig.server.calls())
                    .containsExactly("AdminInitiateAuth", "AdminInitiateAuth", "AdminInitiateAuth");
            assertThat(rig.server.account(ACCOUNT).wrongPasswords()).isZero();
        }
    }

    @Test
    void withoutTheServersTimeARefusalNamesTheClock() {
        try (CognitoRig rig = CognitoRig.plain()) {
            rig.server.sendDate(false);
            rig.clock.advance(Duration.ofMinutes(10));
            CognitoRig.assertFails(
                    rig.source(),
                    null,
                    AuthenticationException.Kind.TERMINAL,
                    "make sure that this host's clock is right");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-600, 600})
    void aLifetimeCountsFromTheLocalClockHoweverWrongItIs(int seconds) throws Exception {
        try (CognitoRig rig = CognitoRig.plain()) {
            rig.clock.advance(Duration.ofSeconds(seconds));
            Instant local = NOW.plusSeconds(seconds);
            TokenSet tokens = rig.source().fetch(null);
            assertThat(tokens.access().issuedAt()).isEqualTo(local);
            assertThat(tokens.access().expiresAt())
                    .isEqualTo(local.plus(Duration.ofHours(1)).minusSeconds(1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-600, 600})
    void noTokenIsUsedThatTheServerHoldsForExpired(int seconds) throws Exception {
        try (CognitoRig rig = CognitoRig.plain()) {
            rig.clock.advance(Duration.ofSeconds(seconds));
            CachedTokens cache = rig.cache(rig.source());
            for (int minute = 0; minute < 200; minute++) {
                rig.bothClocks(Duration.ofMinutes(1));
                Token token = cache.current(TokenUse.ACCESS);
                assertThat(rig.server.issuer().refusal(token.value().reveal(), "access", CognitoRig.CLIENT))
                        .isEmpty();
            }
        }
    }

    private static Instant systemTime() {
        return java.time.Clock.systemUTC().instant();
    }
}
