package io.countersign.cognito;

import io.countersign.aws.AwsCredentialsSource;
import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenSource;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a user of a user pool: one log-in, then refreshes; only a refused refresh token leads to another log-in.
 * Challenges are answered from what the credentials hold.
 *
 * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html">
 *     Authentication flows of Amazon Cognito</a>
 */
public final class CognitoUserSource implements TokenSource, AutoCloseable {

    private final UserCredentials user;
    private final CognitoCalls calls;
    private final Clock clock;
    private final SecureRandom random;
    private final @Nullable AwsCredentialsSource signing;

    private CognitoUserSource(
            UserCredentials user,
            CognitoCalls calls,
            Clock clock,
            SecureRandom random,
            @Nullable AwsCredentialsSource signing) {
        this.user = user;
        this.calls = calls;
        this.clock = clock;
        this.random = random;
        this.signing = signing;
    }

    /** @param clock may be wrong, as long as it runs: Cognito's time is learned from its answers */
    public static CognitoUserSource of(
            AppClient app, UserCredentials user, CognitoConnection connection, Clock clock, SecureRandom random) {
        CognitoCalls calls = new CognitoCalls(connection, app, user.secrets(), new ServerClock(clock));
        return new CognitoUserSource(user, calls, clock, random, null);
    }

    /** The same, with what signs the calls of {@link AuthFlow#ADMIN}, which no other flow needs. */
    public CognitoUserSource withAwsCredentials(AwsCredentialsSource credentials) {
        return new CognitoUserSource(user, calls, clock, random, credentials);
    }

    /** The same tokens, each verified against the user pool's public keys before it is used. */
    public TokenSource verified() {
        return new VerifiedTokens(this, calls.verifier(clock));
    }

    @Override
    public TokenSet fetch(@Nullable TokenSet previous) throws AuthenticationException {
        Secret refreshToken = previous == null ? null : previous.refreshToken();
        if (previous == null || refreshToken == null) {
            return logIn();
        }
        try {
            return new TokenRefresh(calls, user, clock).run(refreshToken, previous.account());
        } catch (CognitoFailure refused) {
            if (refused.mayPass()) {
                throw refused.during("the refresh of the tokens of " + user.username(), flow());
            }
            return logIn();
        }
    }

    /** What time it is where the tokens come from, as far as is known. */
    Instant serverTime() {
        return calls.clock().now();
    }

    private TokenSet logIn() throws AuthenticationException {
        List<Secret> passwords = user.passwords();
        for (Secret password : passwords.subList(0, passwords.size() - 1)) {
            try {
                return logIn(password);
            } catch (CognitoFailure failure) {
                if (!failure.isWrongPassword()) {
                    throw failure.during(toString(), flow());
                }
            }
        }
        try {
            return logIn(passwords.get(passwords.size() - 1));
        } catch (CognitoFailure failure) {
            throw failure.during(toString(), flow());
        }
    }

    private TokenSet logIn(Secret password) throws CognitoFailure, AuthenticationException {
        ChallengeAnswers answers = ChallengeAnswers.none()
                .withNewPassword(user)
                .withOneTimeCodes(user.codes(), calls.clock())
                .withDevice(user.device(), calls.clock(), random);
        LogIn logIn = new LogIn(calls.app(), user, logInCalls(), answers, clock);
        if (flow() != AuthFlow.SRP) {
            return logIn.run("PASSWORD", password.reveal());
        }
        PasswordProof proof = new PasswordProof(SrpHandshake.draw(random), password, this::srpUser, calls.clock());
        answers.withPassword(proof);
        return logIn.run("SRP_A", proof.srpA());
    }

    private LogInCalls logInCalls() {
        if (flow() != AuthFlow.ADMIN) {
            return calls;
        }
        if (signing == null) {
            throw new IllegalStateException("the flow 'admin' needs AWS credentials");
        }
        return new AdminCalls(calls, signing);
    }

    private String srpUser(AuthReply challenge) {
        return calls.app().srpUser(challenge.account(user.username()));
    }

    private AuthFlow flow() {
        return calls.app().flow();
    }

    /** Closes the connection. */
    @Override
    public void close() {
        calls.close();
    }

    @Override
    public String toString() {
        return "the log-in of " + user.username() + " to " + calls.app();
    }
}
