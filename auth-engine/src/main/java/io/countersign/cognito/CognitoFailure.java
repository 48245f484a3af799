package io.countersign.cognito;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

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
        if (!(e instanceof AwsServiceException)) {
            return new CognitoFailure("", place + withoutAnswer(e), 0, true, e);
        }
        AwsServiceException refusal = (AwsServiceException) e;
        String code = code(refusal);
        boolean mayPass = refusal.statusCode() >= 500
                || refusal.isThrottlingException()
                || TRANSIENT.contains(code)
                || isLostSession(code, message(refusal));
        // The SDK's exception is no cause: its text is beyond our control and adds nothing.
        return new CognitoFailure(code, blotted(message(refusal), hidden), refusal.statusCode(), mayPass, null);
    }

    /** @param attempt what failed, as the beginning of a sentence */
    AuthenticationException during(String attempt, AuthFlow flow) {
        String message = code.isEmpty()
                ? attempt + " failed: " + said + "; check network, proxy and endpoint"
                : attempt + " failed: " + code + ": " + said + "; " + Remedy.of(code, said, flow);
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

    /** No HTTP escapes the SDK as an UncheckedIOException; what is no JSON is its parser's exception. */
    private static String withoutAnswer(RuntimeException e) {
        Throwable root = rootCause(e);
        String said = inOneLine(root.toString());
        if (!(e instanceof SdkException) || root.getClass().getName().contains(".jackson.")) {
            return " does not answer as Cognito does: " + said;
        }
        boolean late = root instanceof ApiCallTimeoutException || said.contains("Read timed out");
        return late ? " did not answer within the identity's timeout" : " cannot be reached: " + said;
    }

    /** The password was right then, so another log-in costs nothing. */
    private static boolean isLostSession(String code, String message) {
        return code.equals("NotAuthorizedException") && message.startsWith("Invalid session");
    }

    private static String code(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        return code == null ? "HTTP status " + e.statusCode() : code;
    }

    private static String message(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String message = details == null ? null : details.errorMessage();
        return message == null ? "no message" : inOneLine(message);
    }

    private static String blotted(String message, Collection<Secret> hidden) {
        String shown = message;
        for (Secret secret : hidden) {
            shown = secret.isEmpty() ? shown : shown.replace(inOneLine(secret.reveal()), "****");
        }
        return shown;
    }

    private static String inOneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static Throwable rootCause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static Set<String> set(String... codes) {
        return Collections.unmodifiableSet(new HashSet<>(Arrays.asList(codes)));
    }
}
