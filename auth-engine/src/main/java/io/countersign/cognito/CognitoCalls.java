package io.countersign.cognito;

import io.countersign.jwks.TokenVerifier;
import io.countersign.secret.Secret;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ClientAuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/** The operations that need no AWS credentials. Each answer, an error too, tells the time. */
final class CognitoCalls implements LogInCalls {

    private final CognitoConnection connection;
    private final AppClient app;
    private final List<Secret> hidden;
    private final ServerClock clock;

    /** @param hidden what no message may repeat, besides the client's secret */
    CognitoCalls(CognitoConnection connection, AppClient app, List<Secret> hidden, ServerClock clock) {
        this.connection = connection;
        this.app = app;
        this.hidden = new ArrayList<>(hidden);
        Secret clientSecret = app.clientSecret();
        if (clientSecret != null) {
            this.hidden.add(clientSecret);
        }
        this.clock = clock;
    }

    AppClient app() {
        return app;
    }

    ServerClock clock() {
        return clock;
    }

    TokenVerifier verifier(Clock local) {
        return TokenVerifier.of(
                () -> connection.keySet(app.userPoolId(), local), connection.issuers(app.userPoolId()), app.clientId());
    }

    void close() {
        connection.close();
    }

    @Override
    public AuthReply initiate(AuthFlowType flow, Map<String, String> parameters) throws CognitoFailure {
        InitiateAuthResponse answer = send(client -> client.initiateAuth(request -> request.clientId(app.clientId())
                .authFlow(flow)
                .authParameters(parameters)
                .clientMetadata(app.metadata())));
        return AuthReply.of(answer);
    }

    @Override
    public AuthReply respond(String challenge, Map<String, String> responses, @Nullable String session)
            throws CognitoFailure {
        RespondToAuthChallengeResponse answer =
                send(client -> client.respondToAuthChallenge(request -> request.clientId(app.clientId())
                        .challengeName(challenge)
                        .challengeResponses(responses)
                        .session(session)
                        .clientMetadata(app.metadata())));
        return AuthReply.of(answer);
    }

    /** @param deviceKey null unless the refresh token belongs to a device */
    @Nullable
    AuthenticationResultType tokensFromRefreshToken(Secret refreshToken, @Nullable String deviceKey)
            throws CognitoFailure {
        Secret clientSecret = app.clientSecret();
        return send(
                        client -> client.getTokensFromRefreshToken(request -> request.clientId(app.clientId())
                                .clientSecret(clientSecret == null ? null : clientSecret.reveal())
                                .refreshToken(refreshToken.reveal())
                                .deviceKey(deviceKey)
                                .clientMetadata(app.metadata())),
                        refreshToken)
                .authenticationResult();
    }

    /** Its SECRET_HASH must be made with the account's real name; an alias is refused. */
    @Nullable
    AuthenticationResultType refreshedTheOldWay(Secret refreshToken, String account, @Nullable String deviceKey)
            throws CognitoFailure {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("REFRESH_TOKEN", refreshToken.reveal());
        parameters.put("SECRET_HASH", app.secretHash(account));
        parameters.put("DEVICE_KEY", deviceKey);
        parameters.values().removeIf(Objects::isNull);
        return send(
                        client -> client.initiateAuth(request -> request.clientId(app.clientId())
                                .authFlow(AuthFlowType.REFRESH_TOKEN_AUTH)
                                .authParameters(parameters)
                                .clientMetadata(app.metadata())),
                        refreshToken)
                .authenticationResult();
    }

    /** @param scopes none for all that the client has */
    @Nullable
    ClientAuthenticationResultType clientToken(Secret clientSecret, List<String> scopes) throws CognitoFailure {
        return send(client -> client.getClientToken(request -> request.clientId(app.clientId())
                        .secret(clientSecret.reveal())
                        .scopes(scopes.isEmpty() ? null : scopes)
                        .clientMetadata(app.metadata())))
                .clientAuthenticationResult();
    }

    <T extends SdkResponse> T send(Function<CognitoIdentityProviderClient, T> call, Secret... alsoHidden)
            throws CognitoFailure {
        try {
            T answer = call.apply(connection.client());
            clock.learn(answer.sdkHttpResponse());
            return answer;
        } catch (RuntimeException e) {
            learn(e);
            List<Secret> all = new ArrayList<>(hidden);
            Collections.addAll(all, alsoHidden);
            throw CognitoFailure.of(e, connection.toString(), all);
        }
    }

    private void learn(RuntimeException e) {
        AwsErrorDetails details = e instanceof AwsServiceException ? ((AwsServiceException) e).awsErrorDetails() : null;
        clock.learn(details == null ? null : details.sdkHttpResponse());
    }
}
