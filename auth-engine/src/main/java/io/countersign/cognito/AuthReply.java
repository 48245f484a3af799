package io.countersign.cognito;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/** What Cognito answered in a log-in: tokens, or a challenge to be met first. Empty answers are neither. */
final class AuthReply {

    private final @Nullable AuthenticationResultType tokens;
    private final @Nullable String challenge;
    private final Map<String, String> parameters;
    private final @Nullable String session;

    private AuthReply(
            @Nullable AuthenticationResultType tokens,
            @Nullable String challenge,
            Map<String, String> parameters,
            @Nullable String session) {
        this.tokens = tokens;
        this.challenge = challenge;
        this.parameters = parameters;
        this.session = session;
    }

    static AuthReply of(InitiateAuthResponse answer) {
        return new AuthReply(
                answer.authenticationResult(),
                answer.challengeNameAsString(),
                answer.challengeParameters(),
                answer.session());
    }

    static AuthReply of(RespondToAuthChallengeResponse answer) {
        return new AuthReply(
                answer.authenticationResult(),
                answer.challengeNameAsString(),
                answer.challengeParameters(),
                answer.session());
    }

    static AuthReply of(AdminInitiateAuthResponse answer) {
        return new AuthReply(
                answer.authenticationResult(),
                answer.challengeNameAsString(),
                answer.challengeParameters(),
                answer.session());
    }

    static AuthReply of(AdminRespondToAuthChallengeResponse answer) {
        return new AuthReply(
                answer.authenticationResult(),
                answer.challengeNameAsString(),
                answer.challengeParameters(),
                answer.session());
    }

    @Nullable
    AuthenticationResultType tokens() {
        return tokens;
    }

    /** The challenge's name in the API, for instance {@code PASSWORD_VERIFIER}. */
    @Nullable
    String challenge() {
        return challenge;
    }

    Map<String, String> parameters() {
        return parameters;
    }

    /** To be sent with the answer to the challenge. */
    @Nullable
    String session() {
        return session;
    }

    /** The account's real name, whatever alias was used to log in; the name known so far if it is not repeated. */
    String account(String known) {
        String real = parameters.get("USER_ID_FOR_SRP");
        return real != null ? real : parameters.getOrDefault("USERNAME", known);
    }
}
