package io.countersign.cognito;

import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What can be done about each error of Cognito's API, in the words of the rules file. */
final class Remedy {

    private static final String LAMBDA = "look into the log of the user pool's Lambda trigger";
    private static final String SECOND_FACTOR =
            "the user's second factor is not set up as the user pool asks for it; set it up, or make it optional";
    private static final String MESSAGES = "correct the IAM role or address that the user pool sends its messages with";
    private static final String NEW_PASSWORD = "set a new-password of the identity that the user pool's policy accepts";
    private static final String AWS_CREDENTIALS =
            "correct the AWS credentials that sign the log-in (the SDK's default chain), and make sure that this host's"
                    + " clock is right";

    private static final Map<String, String> OF_CODE = ofCode();

    private Remedy() {}

    /** @param message what Cognito said beside the code; only that tells some causes apart */
    static String of(String code, String message, AuthFlow flow) {
        String lower = message.toLowerCase(Locale.ROOT);
        switch (code) {
            case "NotAuthorizedException":
                return notAuthorized(lower);
            case "ResourceNotFoundException":
                return lower.contains("device")
                        ? "correct the identity's device-key, or remove its device keys"
                        : "correct the identity's user-pool-id, client-id or region";
            case "InvalidParameterException":
                return lower.contains("not enabled") || lower.contains("not supported")
                        ? "allow " + flow.permission() + " and ALLOW_REFRESH_TOKEN_AUTH in the app client's settings"
                        : "correct the identity's settings";
            default:
                return OF_CODE.getOrDefault(code, "see the error in the Amazon Cognito API reference");
        }
    }

    /** The same for an app client that logs in by itself. */
    static String ofClientLogIn(String code, String message) {
        switch (code) {
            case "NotAuthorizedException":
                return "correct the identity's client-secret";
            case "ResourceNotFoundException":
                return "correct the identity's client-id, user-pool-id or region";
            case "InvalidParameterException":
            case "OperationNotEnabledException":
                return "allow ALLOW_CLIENT_TOKEN_AUTH, and no other flow, in the app client's settings, and correct the"
                        + " identity's scopes";
            default:
                return of(code, message, AuthFlow.SRP);
        }
    }

    /**
     * One exception for many causes. Exceeded attempts count as terminal like the wrong password that led there: the lock
     * lasts up to 15 minutes, about as long as nothing is tried after a terminal failure, and quick retries would only
     * meet it again.
     */
    private static String notAuthorized(String message) {
        if (message.contains("attempts exceeded")) {
            return "wait up to 15 minutes, and find who else tries wrong passwords for this user";
        }
        if (message.contains("session")) {
            return "another log-in follows; if it does not help, raise the app client's session duration";
        }
        if (message.contains("secret")) {
            return "correct the identity's client-secret";
        }
        if (message.contains("temporary password")) {
            return "set another password for the user, e.g. with admin-set-user-password";
        }
        if (message.contains("disabled")) {
            return "enable the user";
        }
        return "correct the identity's username or password, and make sure that this host's clock is right";
    }

    private static Map<String, String> ofCode() {
        Map<String, String> remedies = new HashMap<>();
        remedies.put("UserNotFoundException", "correct the identity's username or user-pool-id");
        remedies.put(
                "PasswordResetRequiredException",
                "set a permanent password for the user, e.g. with admin-set-user-password --permanent");
        remedies.put("UserNotConfirmedException", "confirm the user, e.g. with admin-confirm-sign-up");
        remedies.put("InvalidUserPoolConfigurationException", "correct the user pool's configuration");
        remedies.put("OperationNotEnabledException", "the user pool does not offer this; change its feature plan");
        remedies.put("UnsupportedOperationException", "the user pool does not offer this; change its feature plan");
        remedies.put("AliasExistsException", "the user's e-mail address or phone number is another user's alias");
        remedies.put("ForbiddenException", "let this host's address pass the AWS WAF web ACL of the user pool");
        remedies.put("RefreshTokenReuseException", "let no one else use this user's refresh tokens");
        remedies.put("CodeMismatchException", "correct the identity's totp-secret");
        remedies.put("ExpiredCodeException", "let no one else log in with this user's one-time codes");
        remedies.put("InvalidPasswordException", NEW_PASSWORD);
        remedies.put("PasswordHistoryPolicyViolationException", NEW_PASSWORD);
        remedies.put("SoftwareTokenMFANotFoundException", SECOND_FACTOR);
        remedies.put("MFAMethodNotFoundException", SECOND_FACTOR);
        remedies.put("UserLambdaValidationException", LAMBDA);
        remedies.put("UnexpectedLambdaException", LAMBDA);
        remedies.put("InvalidLambdaResponseException", LAMBDA);
        remedies.put("InvalidSmsRoleAccessPolicyException", MESSAGES);
        remedies.put("InvalidSmsRoleTrustRelationshipException", MESSAGES);
        remedies.put("InvalidEmailRoleAccessPolicyException", MESSAGES);
        remedies.put("InternalErrorException", "Amazon Cognito itself failed; another attempt follows");
        remedies.put("TooManyRequestsException", "fewer log-ins per second, or a higher quota for the account");
        remedies.put("LimitExceededException", "fewer log-ins per second, or a higher quota for the account");
        remedies.put("AccessDeniedException", "allow cognito-idp:AdminInitiateAuth and AdminRespondToAuthChallenge");
        for (String code : new String[] {
            "InvalidSignatureException",
            "UnrecognizedClientException",
            "ExpiredTokenException",
            "MissingAuthenticationTokenException"
        }) {
            remedies.put(code, AWS_CREDENTIALS);
        }
        return Collections.unmodifiableMap(remedies);
    }
}
