package io.countersign.cognito;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenSource;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/**
 * The tokens of a user of a user pool, who logs in by SRP, so that the password never leaves this JVM. They are refreshed
 * by GetTokensFromRefreshToken, which works whether or not refresh tokens rotate, or by the older REFRESH_TOKEN_AUTH where
 * that is unknown; only a refused refresh token leads to another log-in.
 */
public final class CognitoUserSource implements TokenSource, AutoCloseable {

    private final AppClient app;
    private final UserCredentials user;
    private final CognitoConnection connection;
    private final Clock clock;
    private final SecureRandom random;

    private CognitoUserSource(
            AppClient app, UserCredentials user, CognitoConnection connection, Clock clock, SecureRandom random) {
        this.app = app;
        this.user = user;
        this.connection = connection;
        this.clock = clock;
        this.random = random;
    }

    /** @param clock must be right within minutes: Cognito refuses a proof with another time as it refuses a wrong password */
    public static CognitoUserSource of(
            AppClient app, UserCredentials user, CognitoConnection connection, Clock clock, SecureRandom random) {
        return new CognitoUserSource(app, user, connection, clock, random);
    }

    @Override
    public TokenSet fetch(@Nullable TokenSet previous) throws AuthenticationException {
        Secret refreshToken = previous == null ? null : previous.refreshToken();
        if (previous == null || refreshToken == null) {
            return logIn();
        }
        try {
            return refresh(refreshToken, previous.account());
        } catch (AuthenticationException refused) {
            if (refused.kind() == AuthenticationException.Kind.TRANSIENT) {
                throw refused;
            }
            return logIn();
        }
    }

    private TokenSet logIn() throws AuthenticationException {
        SrpHandshake handshake = SrpHandshake.draw(random);
        Map<String, String> parameters = parameters(user.username());
        parameters.put("USERNAME", user.username());
        parameters.put("SRP_A", handshake.srpA());
        InitiateAuthResponse challenge =
                answer(user.password(), () -> initiate(AuthFlowType.USER_SRP_AUTH, parameters));
        if (!ChallengeNameType.PASSWORD_VERIFIER.toString().equals(challenge.challengeNameAsString())) {
            throw unanswerable(challenge.challengeNameAsString());
        }
        return prove(handshake, challenge);
    }

    private TokenSet prove(SrpHandshake handshake, InitiateAuthResponse asked) throws AuthenticationException {
        SrpChallenge challenge = SrpChallenge.of(asked.challengeParameters());
        Instant now = clock.instant();
        String timestamp = SrpHandshake.timestamp(now);
        Map<String, String> parameters = parameters(challenge.account());
        parameters.put("USERNAME", challenge.account());
        parameters.put("TIMESTAMP", timestamp);
        parameters.put("PASSWORD_CLAIM_SECRET_BLOCK", challenge.secretBlockText());
        parameters.put(
                "PASSWORD_CLAIM_SIGNATURE",
                handshake.signature(challenge, app.srpUser(challenge.account()), user.password(), timestamp));
        RespondToAuthChallengeResponse response = answer(
                user.password(),
                () -> connection
                        .client()
                        .respondToAuthChallenge(request -> request.clientId(app.clientId())
                                .challengeName(ChallengeNameType.PASSWORD_VERIFIER)
                                .session(asked.session())
                                .challengeResponses(parameters)));
        AuthenticationResultType result = granted(response.authenticationResult(), response.challengeNameAsString());
        return IssuedTokens.of(result, now, challenge.account(), null);
    }

    private TokenSet refresh(Secret refreshToken, @Nullable String account) throws AuthenticationException {
        Instant now = clock.instant();
        AuthenticationResultType result;
        try {
            result = connection
                    .client()
                    .getTokensFromRefreshToken(request -> request.clientId(app.clientId())
                            .clientSecret(revealed(app.clientSecret()))
                            .refreshToken(refreshToken.reveal()))
                    .authenticationResult();
        } catch (RuntimeException e) {
            if (!CognitoFailure.isUnknownOperation(e)) {
                throw failure(e, refreshToken);
            }
            result = refreshTheOldWay(refreshToken, account);
        }
        return IssuedTokens.of(granted(result, null), now, account, refreshToken);
    }

    /** Its SECRET_HASH must be made with the account's real name; an alias is refused. */
    private AuthenticationResultType refreshTheOldWay(Secret refreshToken, @Nullable String account)
            throws AuthenticationException {
        Map<String, String> parameters = parameters(account == null ? user.username() : account);
        parameters.put("REFRESH_TOKEN", refreshToken.reveal());
        InitiateAuthResponse response =
                answer(refreshToken, () -> initiate(AuthFlowType.REFRESH_TOKEN_AUTH, parameters));
        return granted(response.authenticationResult(), response.challengeNameAsString());
    }

    private InitiateAuthResponse initiate(AuthFlowType flow, Map<String, String> parameters) {
        return connection
                .client()
                .initiateAuth(request ->
                        request.clientId(app.clientId()).authFlow(flow).authParameters(parameters));
    }

    private Map<String, String> parameters(String username) {
        Map<String, String> parameters = new HashMap<>();
        String secretHash = app.secretHash(username);
        if (secretHash != null) {
            parameters.put("SECRET_HASH", secretHash);
        }
        return parameters;
    }

    private AuthenticationResultType granted(@Nullable AuthenticationResultType result, @Nullable String challenge)
            throws AuthenticationException {
        if (result == null) {
            throw unanswerable(challenge);
        }
        return result;
    }

    /** Cognito either asks for something or grants something; what does neither is not Cognito, or not well. */
    private AuthenticationException unanswerable(@Nullable String challenge) {
        return challenge == null
                ? AuthenticationException.transientFailure(
                        this + " failed: " + connection + " gave an empty answer; check network, proxy and endpoint",
                        null)
                : UnsupportedChallenge.of(challenge, toString());
    }

    private <T> T answer(Secret hidden, Supplier<T> call) throws AuthenticationException {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw failure(e, hidden);
        }
    }

    private AuthenticationException failure(RuntimeException e, Secret hidden) {
        Secret clientSecret = app.clientSecret();
        return CognitoFailure.of(
                e, toString(), connection.toString(), hidden, clientSecret == null ? hidden : clientSecret);
    }

    private static @Nullable String revealed(@Nullable Secret secret) {
        return secret == null ? null : secret.reveal();
    }

    /** Closes the connection. */
    @Override
    public void close() {
        connection.close();
    }

    @Override
    public String toString() {
        return "the log-in of " + user.username() + " to " + app;
    }
}
