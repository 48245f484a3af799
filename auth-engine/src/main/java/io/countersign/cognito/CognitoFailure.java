package io.countersign.cognito;

import io.countersign.aws.SdkFailure;
import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call that Cognito refused, or that never reached it: what happened, and whether trying again can help. */
final class CognitoFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private static final Set<String> TRANSIENT = set(
            "TooManyRequestsException",
            "LimitExceededException",
            "InternalErrorException",
            "InternalServerException",
            "UnexpectedLambdaException",
            "ExpiredCodeException");

    /** How services, emulators and proxies say that they do not know an operation. */
    private static final Set<String> UNKNOWN_OPERATION = set(
            "UnknownOperationException",
            "UnsupportedOperationException",
            "NotImplementedException",
            "InvalidAction",
            "Unsupported");

    /** How AWS refuses a signature because of its time. */
    private static final Set<String> SIGNATURE =
            set("InvalidSignatureException", "SignatureDoesNotMatch", "RequestExpired", "RequestTimeTooSkewed");

    private static final Set<String> CREDENTIALS =
            set("ExpiredTokenException", "ExpiredToken", "UnrecognizedClientException", "InvalidClientTokenId");

    private final String code;
    private final String said;
    private final int status;
    private final boolean mayPass;

    private CognitoFailure(String code, String said, int status, boolean mayPass, @Nullable Throwable cause) {
        super(said, cause);
        this.code = code;
        this.said = said;
        this.status = status;
        this.mayPass = mayPass;
    }

    /**
     * What an exception of the SDK means.
     *
     * @param place what did not answer, if nothing did
     * @param hidden what must not be repeated if the answer quotes it
     */
    static CognitoFailure of(RuntimeException e, String place, Collection<Secret> hidden) {
        SdkFailure failure = SdkFailure.of(e, place, "Cognito", hidden);
        String code = failure.code();
        boolean mayPass = failure.mayPass() || TRANSIENT.contains(code) || isLostSession(code, failure.said());
        return new CognitoFailure(code, failure.said(), failure.status(), mayPass, failure.cause());
    }

    /** @param attempt what failed, as the beginning of a sentence */
    AuthenticationException during(String attempt, AuthFlow flow) {
        return during(attempt, Remedy.of(code, said, flow));
    }

    /** The same of an app client's own log-in. */
    AuthenticationException duringClientLogIn(String attempt) {
        return during(attempt, Remedy.ofClientLogIn(code, said));
    }

    private AuthenticationException during(String attempt, String remedy) {
        String message = code.isEmpty()
                ? attempt + " failed: " + said + "; check network, proxy and endpoint"
                : attempt + " failed: " + code + ": " + said + "; " + remedy;
        return mayPass
                ? AuthenticationException.transientFailure(message, getCause())
                : AuthenticationException.terminal(message, null);
    }

    /** Whether it may be over by itself. */
    boolean mayPass() {
        return mayPass;
    }

    /** Whether the service, or what stands in for it, has never heard of the operation. */
    boolean isUnknownOperation() {
        return status == 404 || status == 501 || UNKNOWN_OPERATION.contains(code);
    }

    /** Whether the password was wrong, or, from a user pool that hides which users exist, the user name. */
    boolean isWrongPassword() {
        return code.equals("NotAuthorizedException") && said.startsWith("Incorrect username or password");
    }

    /** Whether another one-time code may help: Cognito takes none twice, whoever used it. */
    boolean isUsedCode() {
        return code.equals("ExpiredCodeException");
    }

    /** Whether AWS refused the signature of an admin call, and not what the call asks for. */
    boolean isRefusedSignature() {
        return SIGNATURE.contains(code) || isRefusedCredentials();
    }

    /** Whether other AWS credentials may help. */
    boolean isRefusedCredentials() {
        return CREDENTIALS.contains(code);
    }

    /** The password was right then, so another log-in costs nothing. */
    private static boolean isLostSession(String code, String message) {
        return code.equals("NotAuthorizedException") && message.startsWith("Invalid session");
    }

    private static Set<String> set(String... codes) {
        return Collections.unmodifiableSet(new HashSet<>(Arrays.asList(codes)));
    }
}
