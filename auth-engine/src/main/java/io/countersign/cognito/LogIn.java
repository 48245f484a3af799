package io.countersign.cognito;

import io.countersign.request.AuthenticationException;
import io.countersign.token.TokenSet;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/** One log-in: the first call, then an answer to each challenge, none twice, until there are tokens. */
final class LogIn {

    private static final Logger LOG = LoggerFactory.getLogger(LogIn.class);

    private final AppClient app;
    private final UserCredentials user;
    private final LogInCalls calls;
    private final ChallengeAnswers answers;
    private final Clock clock;
    private final Set<String> met = new HashSet<>();

    LogIn(AppClient app, UserCredentials user, LogInCalls calls, ChallengeAnswers answers, Clock clock) {
        this.app = app;
        this.user = user;
        this.calls = calls;
        this.answers = answers;
        this.clock = clock;
    }

    /** @param parameter the one that the flow begins with besides the user: SRP_A or PASSWORD */
    TokenSet run(String parameter, String value) throws CognitoFailure, AuthenticationException {
        String account = user.username();
        Instant asked = clock.instant();
        Map<String, String> parameters = identified(account);
        parameters.put(parameter, value);
        LOG.debug("{} begins with the flow {}", this, app.flow().type());
        AuthReply reply = calls.initiate(app.flow().type(), parameters);
        AuthenticationResultType granted = reply.tokens();
        while (granted == null) {
            account = reply.account(account);
            asked = clock.instant();
            reply = answered(reply, account);
            granted = reply.tokens();
        }
        if (granted.newDeviceMetadata() != null) {
            LOG.warn(
                    "{}: the user pool remembers devices, and refreshes tokens for a confirmed one only; set the"
                            + " identity's device-key, or every refresh takes another log-in",
                    this);
        }
        return IssuedTokens.of(granted, asked, account, null);
    }

    private AuthReply answered(AuthReply posed, String account) throws CognitoFailure, AuthenticationException {
        String challenge = posed.challenge();
        if (challenge == null) { // Cognito either asks for something or grants something
            throw AuthenticationException.transientFailure(
                    this + " failed: the answer is empty; check network, proxy and endpoint", null);
        }
        Answer answer = answers.to(challenge);
        if (answer == null) {
            throw UnsupportedChallenge.of(challenge, toString());
        }
        if (!met.add(challenge)) {
            throw AuthenticationException.terminal(
                    this + " failed: the challenge " + challenge + " was answered and came again;"
                            + " look into the user pool's Lambda triggers",
                    null);
        }
        LOG.debug("{} is asked for {}, and answers", this, challenge);
        try {
            return respond(challenge, answer.to(posed), posed.session(), account);
        } catch (CognitoFailure failure) {
            if (!failure.isUsedCode()) {
                throw failure;
            }
            return respond(challenge, answer.to(posed), posed.session(), account);
        }
    }

    private AuthReply respond(String challenge, Map<String, String> responses, @Nullable String session, String account)
            throws CognitoFailure, AuthenticationException {
        Map<String, String> all = identified(account);
        all.putAll(responses);
        return calls.respond(challenge, all, session);
    }

    /** What every step carries: who logs in, the hash over just that name, and on which device. */
    private Map<String, String> identified(String username) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("USERNAME", username);
        String secretHash = app.secretHash(username);
        if (secretHash != null) {
            parameters.put("SECRET_HASH", secretHash);
        }
        Device device = user.device();
        if (device != null) {
            parameters.put("DEVICE_KEY", device.key());
        }
        return parameters;
    }

    /** As the beginning of a message. */
    @Override
    public String toString() {
        return "the log-in of " + user.username() + " to " + app;
    }
}
