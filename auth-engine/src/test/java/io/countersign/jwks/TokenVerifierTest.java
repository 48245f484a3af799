package io.countersign.jwks;

import io.countersign.counterpart.TokenIssuer;
import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.Token;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenUse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.countersign.jwks.Pool.CLIENT;
import static io.countersign.jwks.Pool.ISSUER;
import static io.countersign.jwks.Pool.KEY;
import static io.countersign.jwks.Pool.NOW;
import static io.countersign.jwks.Pool.accessClaims;
import static io.countersign.jwks.Pool.idClaims;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a token must say to be accepted, one rule a test. */
final class TokenVerifierTest {

    private static final long SECOND = NOW.getEpochSecond();

    private final Pool pool = Pool.publishing(KEY);

    @Test
    void tokensOfAnIndependentIssuerVerify() throws AuthenticationException {
        TokenIssuer issuer = TokenIssuer.of(ISSUER, Clock.fixed(NOW, ZoneOffset.UTC));
        Pool other = Pool.of(issuer::jwks);
        other.verify(issuer.accessToken("ana", CLIENT, Duration.ofHours(1)), TokenUse.ACCESS, NOW);
        other.verify(issuer.idToken("ana", CLIENT, Duration.ofHours(1)), TokenUse.ID, NOW);
        pool.refuses(issuer.accessToken("ana", CLIENT, Duration.ofHours(1)));
    }

    @Test
    void whatIsSignedForThisClientVerifies() {
        assertThatCode(() -> pool.verifyAccess(KEY.sign(accessClaims()))).doesNotThrowAnyException();
        assertThatCode(() -> pool.verify(KEY.sign(idClaims()), TokenUse.ID, NOW))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ISSUER + "/",
                ISSUER + "2",
                "",
                "https://cognito-idp.us-east-1.amazonaws.com/eu-central-1_example"
            })
    void theIssuerIsComparedLetterByLetter(String issuer) {
        pool.refuses(KEY.sign(accessClaims("iss", issuer)))
                .withMessage("the access token does not verify: its issuer (iss) is not " + ISSUER
                        + "; correct the identity's user-pool-id, region or endpoint");
    }

    @Test
    void anIssuerIsRequired() {
        pool.refuses(KEY.sign(accessClaims("iss", null))).withMessageContaining("issuer (iss)");
    }

    @Test
    void eachOfSeveralIssuersWillDo() throws AuthenticationException {
        TokenVerifier verifier =
                TokenVerifier.of(() -> SigningKey.jwks(KEY), Set.of(ISSUER, "http://localhost/p"), CLIENT);
        verifier.verify(Secret.of(KEY.sign(accessClaims())), TokenUse.ACCESS, NOW);
        verifier.verify(Secret.of(KEY.sign(accessClaims("iss", "http://localhost/p"))), TokenUse.ACCESS, NOW);
    }

    @Test
    void anAccessTokenIsForThisClient() {
        pool.refuses(KEY.sign(accessClaims("client_id", "another")))
                .withMessage("the access token does not verify: it is for another app client: its client_id is not "
                        + CLIENT + "; correct the identity's client-id");
        pool.refuses(KEY.sign(accessClaims("client_id", null))).withMessageContaining("client_id");
    }

    @Test
    void anIdTokenIsForThisClient() {
        pool.refuses(KEY.sign(idClaims("aud", "another")), TokenUse.ID, NOW)
                .withMessageStartingWith("the ID token does not verify: it is for another app client: its aud is not");
        pool.refuses(KEY.sign(idClaims("aud", null)), TokenUse.ID, NOW).withMessageContaining("aud");
    }

    @Test
    void theAudienceMayBeAList() throws AuthenticationException {
        pool.verify(KEY.sign(idClaims("aud", List.of("another", CLIENT))), TokenUse.ID, NOW);
        pool.refuses(KEY.sign(idClaims("aud", List.of("another"))), TokenUse.ID, NOW);
        pool.refuses(KEY.sign(idClaims("aud", List.of(List.of(CLIENT)))), TokenUse.ID, NOW);
    }

    @Test
    void oneKindOfTokenIsNotTheOther() {
        pool.refuses(KEY.sign(accessClaims()), TokenUse.ID, NOW).withMessageContaining("token_use is not \"id\"");
        pool.refuses(KEY.sign(idClaims())).withMessageContaining("token_use is not \"access\"");
        pool.refuses(KEY.sign(accessClaims("token_use", null))).withMessageContaining("token_use");
    }

    @Test
    void anExpiryIsRequired() {
        pool.refuses(KEY.sign(accessClaims("exp", null))).withMessageContaining("no expiry");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1795348800\"", "true", "null", "{}", "-1", "1e300", "1e999", "99999999999999999999"})
    void anExpiryIsATime(String exp) {
        String claims = SigningKey.json(accessClaims("exp", null)).replace("{", "{\"exp\":" + exp + ",");
        pool.refuses(KEY.sign(SigningKey.json(KEY.header()), claims)).withMessageContaining("exp is not a time");
    }

    @Test
    void expiryHasAMinuteOfLeeway() throws AuthenticationException {
        pool.verifyAccess(KEY.sign(accessClaims("exp", SECOND - 59)));
        pool.verifyAccess(KEY.sign(accessClaims("exp", SECOND + 0.5)));
        pool.refuses(KEY.sign(accessClaims("exp", SECOND - 60)))
                .withMessage("the access token does not verify: it expired (exp) at 2026-11-22T11:59:00Z"
                        + " and it is 2026-11-22T12:00:00Z; correct this host's clock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iat", "nbf"})
    void aTokenOfTheFutureIsRefusedAfterAMinuteOfLeeway(String begin) throws AuthenticationException {
        pool.verifyAccess(KEY.sign(accessClaims(begin, SECOND + 60)));
        pool.verifyAccess(KEY.sign(accessClaims(begin, null)));
        pool.refuses(KEY.sign(accessClaims(begin, SECOND + 61)))
                .withMessageContaining("(" + begin + ") 2026-11-22T12:01:01Z")
                .withMessageContaining("clock");
        pool.refuses(KEY.sign(accessClaims(begin, "soon"))).withMessageContaining(begin + " is not a time");
    }

    @Test
    void theIdTokenBelongsToTheAccessTokenIfItSaysSo() throws Exception {
        String access = KEY.sign(accessClaims());
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(access.getBytes(StandardCharsets.US_ASCII));
        String hash = SigningKey.base64(Arrays.copyOf(digest, 16));

        pool.verifier.verify(set(access, KEY.sign(idClaims("at_hash", hash))), NOW);
        pool.verifier.verify(set(access, KEY.sign(idClaims())), NOW);
        for (Object wrong : List.of("77QmUPtjPfzWtF2AnpK9RQ", hash + "==", 16)) {
            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(() -> pool.verifier.verify(set(access, KEY.sign(idClaims("at_hash", wrong))), NOW))
                    .withMessageContaining("at_hash");
        }
    }

    @Test
    void ofTokensThatCameTogetherEachMustVerify() throws AuthenticationException {
        String access = KEY.sign(accessClaims());
        String id = KEY.sign(idClaims());
        pool.verifier.verify(TokenSet.of(Token.lasting(Secret.of(access))), NOW);
        for (TokenSet bad : List.of(set(id, id), set(access, access))) {
            assertThatExceptionOfType(AuthenticationException.class).isThrownBy(() -> pool.verifier.verify(bad, NOW));
        }
    }

    private static TokenSet set(String access, String id) {
        Instant end = NOW.plusSeconds(3600);
        return TokenSet.of(Token.expiring(Secret.of(access), NOW, end)).withId(Token.expiring(Secret.of(id), NOW, end));
    }
}
