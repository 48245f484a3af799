package io.countersign.cognito;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What the errors of Cognito and of the network mean, whether trying again can help, and what can be done about them. */
final class CognitoFailure {

    private static final Set<String> TRANSIENT = set(
            "TooManyRequestsException",
            "LimitExceededException",
            "InternalErrorException",
            "InternalServerException",
            "UnexpectedLambdaException");

    /** How services, emulators and proxies say that they do not know an operation. */
    private static final Set<String> UNKNOWN_OPERATION = set(
            "UnknownOperationException",
            "UnsupportedOperationException",
            "NotImplementedException",
            "InvalidAction",
            "Unsupported");

    private CognitoFailure() {}

    /**
     * Says in one line what happened.
     *
     * @param attempt what failed, as the beginning of a sentence
     * @param place what did not answer, if nothing did
     * @param hidden what must not be repeated if the answer quotes it
     */
    static AuthenticationException of(RuntimeException e, String attempt, String place, Secret... hidden) {
        if (!(e instanceof AwsServiceException)) {
            // Not only the SDK's own exceptions: an answer that is no HTTP escapes it as an UncheckedIOException.
            String what = e instanceof SdkException ? " cannot be reached: " : " does not answer as Cognito does: ";
            return AuthenticationException.transientFailure(
                    attempt + " failed: " + place + what + rootCause(e) + "; check network, proxy and endpoint", e);
        }
        AwsServiceException refusal = (AwsServiceException) e;
        String code = code(refusal);
        String message = message(refusal, hidden);
        String said = attempt + " failed: " + code + ": " + message + "; " + remedy(code, message);
        // The SDK's exception is no cause: its text is beyond our control and adds nothing.
        return isTransient(refusal, code)
                ? AuthenticationException.transientFailure(said, null)
                : AuthenticationException.terminal(said, null);
    }

    /** Whether the service, or what stands in for it, has never heard of the operation. */
    static boolean isUnknownOperation(RuntimeException e) {
        if (!(e instanceof AwsServiceException)) {
            return false;
        }
        int status = ((AwsServiceException) e).statusCode();
        return status == 404 || status == 501 || UNKNOWN_OPERATION.contains(code((AwsServiceException) e));
    }

    private static boolean isTransient(AwsServiceException e, String code) {
        return e.statusCode() >= 500 || e.isThrottlingException() || TRANSIENT.contains(code);
    }

    private static String remedy(String code, String message) {
        switch (code) {
            case "NotAuthorizedException":
                return notAuthorized(message.toLowerCase(Locale.ROOT));
            case "UserNotFoundException":
                return "correct the identity's username or user-pool-id";
            case "PasswordResetRequiredException":
                return "set a permanent password for the user, e.g. with admin-set-user-password --permanent";
            case "UserNotConfirmedException":
                return "confirm the user, e.g. with admin-confirm-sign-up";
            case "ResourceNotFoundException":
                return "correct the identity's user-pool-id, client-id or region";
            case "InvalidParameterException":
                return message.contains("not enabled") || message.contains("not supported")
                        ? "allow ALLOW_USER_SRP_AUTH and ALLOW_REFRESH_TOKEN_AUTH in the app client's settings"
                        : "correct the identity's settings";
            case "InvalidUserPoolConfigurationException":
                return "correct the user pool's configuration";
            case "ForbiddenException":
                return "let this host's address pass the AWS WAF web ACL of the user pool";
            case "UserLambdaValidationException":
            case "UnexpectedLambdaException":
            case "InvalidLambdaResponseException":
                return "look into the log of the user pool's Lambda trigger";
            case "TooManyRequestsException":
            case "LimitExceededException":
                return "fewer log-ins per second, or a higher quota for the account";
            default:
                return "see the error in the Amazon Cognito API reference";
        }
    }

    /**
     * One exception for many causes; only its text tells them apart. Exceeded attempts count as terminal like the wrong
     * password that led there: the lock lasts up to 15 minutes, about as long as nothing is tried after a terminal
     * failure, and quick retries would only meet it again.
     */
    private static String notAuthorized(String message) {
        if (message.contains("attempts exceeded")) {
            return "wait up to 15 minutes, and find who else tries wrong passwords for this user";
        }
        if (message.contains("secret")) {
            return "correct the identity's client-secret";
        }
        if (message.contains("disabled")) {
            return "enable the user";
        }
        return "correct the identity's username or password, and make sure that this host's clock is right";
    }

    private static String code(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        return code == null ? "HTTP status " + e.statusCode() : code;
    }

    private static String message(AwsServiceException e, Secret... hidden) {
        AwsErrorDetails details = e.awsErrorDetails();
        String message = details == null ? null : details.errorMessage();
        if (message == null) {
            return "no message";
        }
        for (Secret secret : hidden) {
            message = secret.isEmpty() ? message : message.replace(secret.reveal(), "****");
        }
        return message.replaceAll("\\s+", " ");
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
