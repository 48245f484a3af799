package io.countersign.cognito;

import io.countersign.request.AuthenticationException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;

/** The two operations that a log-in is made of. */
interface LogInCalls {

    /** Begins. */
    AuthReply initiate(AuthFlowType flow, Map<String, String> parameters)
            throws CognitoFailure, AuthenticationException;

    /** Answers a challenge; the session is that of the reply that posed it. */
    AuthReply respond(String challenge, Map<String, String> responses, @Nullable String session)
            throws CognitoFailure, AuthenticationException;
}
