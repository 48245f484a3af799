package io.countersign.cognito;

import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.Reply;
import io.countersign.counterpart.TokenFlaw;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenSource;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static io.countersign.request.AuthenticationException.Kind.TERMINAL;
import static io.countersign.request.AuthenticationException.Kind.TRANSIENT;
import static org.assertj.core.api.Assertions.assertThat;

/** Tokens are checked against the user pool's key set before anybody uses them, if the identity wants it. */
final class VerificationTest {

    /** Except one that expired a second ago: verification allows clocks to differ, and the cache refuses it. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "EXPIRED"})
    void aTokenWithAnyFlawIsRefused(TokenFlaw flaw) throws Exception {
        try (CognitoRig rig = CognitoRig.plain()) {
            TokenSource verified = rig.source().verified();
            TokenSet good = verified.fetch(null);
            rig.server.issuer().spoil(flaw);
            CognitoRig.assertFails(verified, null, TERMINAL, "the access token does not verify: ");
            CognitoRig.assertFails(verified, good, TERMINAL, "the access token does not verify: ");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EXPIRED")
    void withoutVerificationATokenIsTakenAsItComes(TokenFlaw flaw) throws Exception {
        try (CognitoRig rig = CognitoRig.plain()) {
            rig.server.issuer().spoil(flaw);
            assertThat(rig.source().fetch(null).refreshToken()).isNotNull();
            assertThat(rig.server.received())
                    .noneMatch(request -> request.method().equals("GET"));
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void keysThatRollOverAreFetchedOnce(boolean oldOnesVanish) throws Exception {
        try (CognitoRig rig = CognitoRig.plain()) {
            TokenSource verified = rig.source().verified();
            TokenSet tokens = verified.fetch(verified.fetch(null));
            assertThat(downloads(rig)).isEqualTo(1);
            rig.server.issuer().rollOver();
            if (oldOnesVanish) {
                rig.server.issuer().withdrawOldKeys();
            }
            rig.bothClocks(Duration.ofMinutes(55));
            verified.fetch(verified.fetch(tokens));
            assertThat(downloads(rig)).isEqualTo(2);
        }
    }

    @Test
    void aKeySetThatCannotBeHadIsATransientFailure() {
        for (Reply reply : new Reply[] {
            Reply.Failure.RESET, Reply.Failure.TRICKLE, Reply.Failure.HANG, Reply.of(404, "no"), Reply.of(200, "<html>")
        }) {
            try (CognitoRig rig = CognitoRig.plain()) {
                rig.server.faults(CognitoServer.JWKS).always(reply);
                TokenSource verified = CognitoUserSource.of(
                                CognitoRig.app(),
                                CognitoRig.credentials(),
                                CognitoConnection.of("us-east-1", rig.server.endpoint(), Duration.ofMillis(1500)),
                                Clock.offset(Clock.systemUTC(), skew()),
                                new java.security.SecureRandom())
                        .verified();
                CognitoRig.assertFails(verified, null, TRANSIENT, "the keys of the user pool cannot be had");
            }
        }
    }

    private static Duration skew() {
        return Duration.between(Clock.systemUTC().instant(), CognitoRig.NOW);
    }

    private static long downloads(CognitoRig rig) {
        return rig.server.received().stream()
                .filter(request -> request.method().equals("GET"))
                .count();
    }
}
