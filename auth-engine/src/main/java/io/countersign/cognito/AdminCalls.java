package io.countersign.cognito;

import io.countersign.aws.AwsCredentials;
import io.countersign.aws.AwsCredentialsSource;
import io.countersign.aws.SdkCredentials;
import io.countersign.request.AuthenticationException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;

/**
 * The operations for servers, which the SDK signs. A refused signature says nothing about the password, so such a call is
 * made once more: from the refusal the SDK knows AWS's clock, and credentials that AWS no longer takes are replaced.
 */
final class AdminCalls implements LogInCalls {

    private final CognitoCalls calls;
    private final AwsCredentialsSource credentials;

    AdminCalls(CognitoCalls calls, AwsCredentialsSource credentials) {
        this.calls = calls;
        this.credentials = credentials;
    }

    @Override
    public AuthReply initiate(AuthFlowType flow, Map<String, String> parameters)
            throws CognitoFailure, AuthenticationException {
        return twice(signer -> {
            AdminInitiateAuthResponse answer = calls.send(client -> client.adminInitiateAuth(
                    request -> request.userPoolId(calls.app().userPoolId())
                            .clientId(calls.app().clientId())
                            .authFlow(flow)
                            .authParameters(parameters)
                            .clientMetadata(calls.app().metadata())
                            .overrideConfiguration(settings -> settings.credentialsProvider(signer))));
            return AuthReply.of(answer);
        });
    }

    @Override
    public AuthReply respond(String challenge, Map<String, String> responses, @Nullable String session)
            throws CognitoFailure, AuthenticationException {
        return twice(signer -> {
            AdminRespondToAuthChallengeResponse answer = calls.send(client -> client.adminRespondToAuthChallenge(
                    request -> request.userPoolId(calls.app().userPoolId())
                            .clientId(calls.app().clientId())
                            .challengeName(challenge)
                            .challengeResponses(responses)
                            .session(session)
                            .clientMetadata(calls.app().metadata())
                            .overrideConfiguration(settings -> settings.credentialsProvider(signer))));
            return AuthReply.of(answer);
        });
    }

    private AuthReply twice(SignedCall call) throws CognitoFailure, AuthenticationException {
        AwsCredentials first = credentials.current();
        try {
            return call.with(SdkCredentials.providerOf(first));
        } catch (CognitoFailure refused) {
            boolean worthIt =
                    refused.isRefusedSignature() && (!refused.isRefusedCredentials() || credentials.renew(first));
            if (!worthIt) {
                throw refused;
            }
            return call.with(SdkCredentials.providerOf(credentials.current()));
        }
    }

    /** A call that waits for what it is signed with. */
    private interface SignedCall {

        AuthReply with(AwsCredentialsProvider signer) throws CognitoFailure;
    }
}
