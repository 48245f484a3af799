package io.countersign.aws;

import io.countersign.counterpart.IdentityPoolServer;
import io.countersign.counterpart.Reply;
import io.countersign.counterpart.TokenIssuer;
import io.countersign.request.AuthenticationException;
import io.countersign.request.AuthenticationException.Kind;
import io.countersign.secret.Secret;
import io.countersign.token.CachedTokens;
import io.countersign.token.RefreshPolicy;
import io.countersign.token.Token;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenSource;
import io.countersign.token.TokenUse;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Against a pool that verifies the tokens of log-ins. */
final class IdentityPoolTest {

    private static final String POOL = "eu-central-1:11111111-2222-3333-4444-555555555555";
    private static final String PROVIDER = "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Ab12Cd34E";
    private static final String CLIENT = "1example";
    private static final String ID = "GetId";
    private static final String CREDENTIALS = "GetCredentialsForIdentity";

    private final AwsRig rig = new AwsRig();
    private final TokenIssuer issuer = TokenIssuer.of("https://" + PROVIDER, rig.clock);
    private final IdentityPoolServer pool = IdentityPoolServer.start(POOL, rig.sessions)
            .trusting(PROVIDER, token -> issuer.refusal(token, "id", CLIENT));

    @AfterEach
    void stop() {
        pool.close();
        rig.close();
    }

    @Test
    void aGuestGetsWhatThePoolGivesGuests() throws AuthenticationException {
        pool.withGuests();

        assertThat(rig.owner(rig.cached(guests()).current())).isEqualTo(IdentityPoolServer.GUEST_ROLE);
        assertThat(pool.calls()).containsExactly(ID, CREDENTIALS);
    }

    @Test
    void aPoolWithoutGuestsAsksForALogin() {
        AwsRig.assertFails(
                guests(),
                Kind.TERMINAL,
                "a guest's log-in to identity pool " + POOL
                        + " failed: NotAuthorizedException: Unauthenticated access is not supported for this identity"
                        + " pool.; name the identity's login, or let the identity pool have guests");
    }

    @Test
    void aLoginShowsItsIdTokenToBothOperations() throws AuthenticationException {
        assertThat(rig.owner(rig.cached(of(login(PROVIDER))).current())).isEqualTo(IdentityPoolServer.LOGIN_ROLE);
    }

    @Test
    void anotherRoleCanBeAskedFor() throws AuthenticationException {
        IdentityPool source = of(login(PROVIDER)).withRole(AwsRig.ROLE);

        assertThat(rig.owner(rig.cached(source).current())).isEqualTo(AwsRig.ROLE);
    }

    @Test
    void whichIdentityItIsIsAskedOnceAndCredentialsBeforeTheyEnd() throws AuthenticationException {
        CachedCredentials cached = rig.cached(of(login(PROVIDER)));
        AwsCredentials first = cached.current();
        rig.clock.advance(Duration.ofMinutes(57));

        assertThat(cached.current()).isSameAs(first);
        assertThat(cached.current()).isNotEqualTo(first);
        assertThat(pool.calls()).containsExactly(ID, CREDENTIALS, CREDENTIALS);
    }

    @Test
    void anIdentityThatThePoolForgotIsAskedForAgain() throws AuthenticationException {
        IdentityPool source = of(login(PROVIDER));
        source.fetch(null);
        pool.forgetIdentities();
        source.fetch(null);

        assertThat(pool.calls()).containsExactly(ID, CREDENTIALS, CREDENTIALS, ID, CREDENTIALS);
    }

    @Test
    void aTokenThatThePoolFindsExpiredIsRenewedOnce() throws AuthenticationException {
        IdentityPool source =
                of(login(PROVIDER, token -> TokenSet.of(Token.lasting(token)).withId(Token.lasting(token))));
        source.fetch(null);
        rig.clock.advance(Duration.ofMinutes(61));
        source.fetch(null);

        assertThat(pool.calls()).containsExactly(ID, CREDENTIALS, CREDENTIALS, CREDENTIALS);
    }

    @Test
    void aProviderThatThePoolDoesNotTrustIsTerminal() {
        AwsRig.assertFails(
                of(login("accounts.example.com")),
                Kind.TERMINAL,
                "the log-in of user through accounts.example.com to identity pool " + POOL
                        + " failed: NotAuthorizedException: Token is not from a supported provider of this identity"
                        + " pool.; correct the identity's login or login-provider, and what the identity pool trusts");
    }

    @Test
    void aLoginThatFailsIsNamedAndMaySucceedSoon() {
        CachedTokens broken = tokens(previous -> {
            throw AuthenticationException.terminal("wrong password", null);
        });
        IdentityPool source = of(PoolLogin.of(PROVIDER, broken, TokenUse.ID));

        AwsRig.assertFails(source, Kind.TRANSIENT, "user: wrong password");
        assertThatThrownBy(() -> rig.cached(source).current()).hasMessage("orders: user: wrong password");
        assertThat(pool.calls()).isEmpty();
    }

    @Test
    void aPoolThatDoesNotExistIsTerminalAndFaultsAreTransient() {
        IdentityPool missing =
                IdentityPool.ofGuests(POOL.replace('1', '9'), AwsRig.connection(pool.endpoint()), rig.clock);
        AwsRig.assertFails(missing, Kind.TERMINAL, "correct the identity's identity-pool-id or region");
        pool.faults().next(1, Reply.of(500, "{\"__type\":\"InternalErrorException\"}"));
        AwsRig.assertFails(guests(), Kind.TRANSIENT, "InternalErrorException");
        pool.faults().next(1, Reply.Failure.RESET);
        AwsRig.assertFails(guests(), Kind.TRANSIENT, " cannot be reached: ");
    }

    private IdentityPool guests() {
        return IdentityPool.ofGuests(POOL, AwsRig.connection(pool.endpoint()), rig.clock);
    }

    private IdentityPool of(PoolLogin login) {
        return IdentityPool.of(POOL, login, AwsRig.connection(pool.endpoint()), rig.clock);
    }

    private PoolLogin login(String provider) {
        return login(provider, value -> {
            Token token = Token.expiring(
                    value, rig.clock.instant(), rig.clock.instant().plusSeconds(3600));
            return TokenSet.of(Token.lasting(Secret.of("an access token"))).withId(token);
        });
    }

    private PoolLogin login(String provider, java.util.function.Function<Secret, TokenSet> tokens) {
        TokenSource source = previous -> tokens.apply(Secret.of(issuer.idToken("alice", CLIENT, Duration.ofHours(1))));
        return PoolLogin.of(provider, tokens(source), TokenUse.ID);
    }

    private CachedTokens tokens(TokenSource source) {
        RefreshPolicy policy = RefreshPolicy.of(new Random(1)).withTimeout(Duration.ofSeconds(30));
        return CachedTokens.of("user", source, policy, rig.clock, Runnable::run);
    }
}
