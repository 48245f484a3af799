package io.countersign.cognito;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.Token;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenUse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.countersign.cognito.PoolRig.LOG_IN;
import static io.countersign.cognito.PoolRig.NOW;
import static io.countersign.cognito.PoolRig.OLD_REFRESH;
import static io.countersign.cognito.PoolRig.PROOF;
import static io.countersign.cognito.PoolRig.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Log-in and refresh, through the SDK and over HTTP, against a user pool that checks the proof. */
final class CognitoUserSourceTest {

    private final PoolRig rig = new PoolRig();
    private final PoolRules rules = rig.rules;
    private final FakeUserPool pool = rig.pool;

    @AfterEach
    void stop() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aUserLogsInWithAndWithoutClientSecret(boolean withSecret) throws Exception {
        rules.withSecret = withSecret;
        TokenSet tokens = rig.source(PoolRules.ACCOUNT).fetch(null);
        assertThat(tokens.access().value().reveal()).startsWith("e30.");
        assertThat(tokens.get(TokenUse.ID)).isNotNull();
        assertThat(tokens.refreshToken()).isNotNull();
        assertThat(pool.calls()).containsExactly(LOG_IN, PROOF);
        assertThat(pool.traffic()).doesNotContain(PoolRules.PASSWORD);
        assertThat(pool.last().authorization()).isEmpty();
    }

    @Test
    void anAliasLogsInAndItsAccountIsRememberedForTheOldWayOfRefreshing() throws Exception {
        rules.withSecret = true;
        CognitoUserSource source = rig.source(PoolRules.ALIAS);
        TokenSet tokens = source.fetch(null);
        assertThat(tokens.account()).isEqualTo(PoolRules.ACCOUNT);
        pool.refuse(REFRESH, 400, "UnknownOperationException", "Unknown operation");
        source.fetch(tokens);
        assertThat(pool.calls()).containsExactly(LOG_IN, PROOF, REFRESH, OLD_REFRESH);
    }

    @Test
    void theAccountIsRememberedFromTheChallengeWhereTokensAreOpaque() throws Exception {
        rules.opaqueTokens = true;
        assertThat(rig.source(PoolRules.ALIAS).fetch(null).account()).isEqualTo(PoolRules.ACCOUNT);
    }

    @Test
    void aSessionIsPassedOn() throws Exception {
        rules.withSession = true;
        rig.source(PoolRules.ACCOUNT).fetch(null);
        assertThat(pool.last().parameter("Session")).startsWith("session-of-");
    }

    @Test
    void aRotatedRefreshTokenIsKeptAndUsedNextTime() throws Exception {
        rules.rotating = true;
        rules.withSecret = true;
        CognitoUserSource source = rig.source(PoolRules.ACCOUNT);
        TokenSet first = source.fetch(null);
        TokenSet second = source.fetch(first);
        TokenSet third = source.fetch(second);
        assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
        assertThat(third.access().value()).isNotEqualTo(second.access().value());
        assertThat(pool.calls()).containsExactly(LOG_IN, PROOF, REFRESH, REFRESH);
    }

    @Test
    void aRefreshTokenThatIsNotReplacedIsKept() throws Exception {
        CognitoUserSource source = rig.source(PoolRules.ACCOUNT);
        TokenSet first = source.fetch(null);
        TokenSet second = source.fetch(source.fetch(first));
        assertThat(second.refreshToken()).isEqualTo(first.refreshToken());
    }

    @ParameterizedTest
    @CsvSource({"400, UnknownOperationException", "400, InvalidAction", "501, InternalFailure", "404, NotFound"})
    void anOperationThatIsUnknownIsReplacedByTheOlderOne(int status, String code) throws Exception {
        CognitoUserSource source = rig.source(PoolRules.ACCOUNT);
        TokenSet tokens = source.fetch(null);
        pool.refuse(REFRESH, status, code, "not here");
        assertThat(source.fetch(tokens).refreshToken()).isEqualTo(tokens.refreshToken());
        assertThat(pool.calls()).containsExactly(LOG_IN, PROOF, REFRESH, OLD_REFRESH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NotAuthorizedException", "RefreshTokenReuseException", "InvalidParameterException"})
    void aRefusedRefreshTokenLeadsToOneLogIn(String code) throws Exception {
        CognitoUserSource source = rig.source(PoolRules.ACCOUNT);
        TokenSet tokens = source.fetch(null);
        pool.refuse(REFRESH, 400, code, "Refresh Token has been revoked");
        source.fetch(tokens);
        assertThat(pool.calls()).containsExactly(LOG_IN, PROOF, REFRESH, LOG_IN, PROOF);
    }

    @ParameterizedTest
    @CsvSource({
        "400, TooManyRequestsException",
        "400, ThrottlingException",
        "500, InternalErrorException",
        "503, Unavailable"
    })
    void aRefreshThatFailsForNowLeadsToNoLogIn(int status, String code) throws Exception {
        CognitoUserSource source = rig.source(PoolRules.ACCOUNT);
        TokenSet tokens = source.fetch(null);
        pool.refuse(REFRESH, status, code, "later");
        rig.assertFails(source, tokens, AuthenticationException.Kind.TRANSIENT, code);
        assertThat(pool.calls()).containsExactly(LOG_IN, PROOF, REFRESH);
    }

    @Test
    void aLifetimeCountsFromTheLocalClockHoweverWrongItIs() throws Exception {
        rules.now = NOW.plus(Duration.ofDays(400));
        rules.lifetime = Duration.ofMinutes(5);
        Token token = rig.source(PoolRules.ACCOUNT).fetch(null).access();
        assertThat(token.issuedAt()).isEqualTo(NOW);
        assertThat(token.expiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    }

    @Test
    void anOpaqueTokenLastsAsLongAsTheAnswerSays() throws Exception {
        rules.opaqueTokens = true;
        rules.lifetime = Duration.ofMinutes(7);
        assertThat(rig.source(PoolRules.ACCOUNT).fetch(null).access().expiresAt())
                .isEqualTo(NOW.plus(Duration.ofMinutes(7)));
    }

    @Test
    void aClosedConnectionOpensAgain() throws Exception {
        CognitoUserSource source = rig.source(PoolRules.ACCOUNT);
        source.fetch(null);
        source.close();
        source.fetch(null);
        assertThat(pool.calls()).hasSize(4);
    }

    @Test
    void aPoolIdThatIsNoneIsRefusedWithAnExample() {
        for (String id : new String[] {"useast1", "_Ab", "us-east-1_"}) {
            assertThatThrownBy(() -> AppClient.of(id, "client", null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + id + "'")
                    .hasMessageContaining("us-east-1_Ab12Cd34E");
        }
        assertThat(AppClient.of(PoolRules.POOL, "client", null).region()).isEqualTo("us-east-1");
    }

    @Test
    void nothingPrintsItsSecrets() {
        rules.withSecret = true;
        CognitoUserSource source = rig.source(PoolRules.ACCOUNT);
        assertThat(source + " " + UserCredentials.of("svc", Secret.of(PoolRules.PASSWORD)) + rig.connection)
                .doesNotContain(PoolRules.PASSWORD)
                .doesNotContain(PoolRules.CLIENT_SECRET);
    }
}
