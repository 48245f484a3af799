package io.countersign.aws;

import io.countersign.request.AuthenticationException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What can be done about the errors of the services that give credentials, in the words of the rules file. */
final class AwsRefusal {

    private static final Set<String> TRANSIENT = Collections.unmodifiableSet(new HashSet<>(Arrays.asList(
            "IDPCommunicationError",
            "IDPCommunicationErrorException",
            "ExternalServiceException",
            "InternalErrorException",
            "InternalFailure",
            "TooManyRequestsException",
            "LimitExceededException")));

    private static final String CALLER =
            "correct the AWS credentials that assume the role, and make sure that this host's clock is right";
    private static final String TRUST =
            "let the role trust the issuer and the audience of the token in web-identity-token-file";
    private static final Map<String, String> REMEDIES = remedies();

    private AwsRefusal() {}

    /** @param attempt what failed, as the beginning of a sentence */
    static AuthenticationException during(String attempt, SdkFailure failure) {
        String code = failure.code();
        String message = code.isEmpty()
                ? attempt + " failed: " + failure.said() + "; check network, proxy, region and endpoint"
                : attempt + " failed: " + failure + "; " + remedy(code, failure.said());
        return failure.mayPass() || TRANSIENT.contains(code)
                ? AuthenticationException.transientFailure(message, failure.cause())
                : AuthenticationException.terminal(message, null);
    }

    private static String remedy(String code, String said) {
        if ("NotAuthorizedException".equals(code)) {
            return said.contains("Unauthenticated")
                    ? "name the identity's login, or let the identity pool have guests"
                    : "correct the identity's login or login-provider, and what the identity pool trusts";
        }
        return REMEDIES.getOrDefault(code, "see the error in the API reference of the AWS service");
    }

    private static Map<String, String> remedies() {
        Map<String, String> remedies = new HashMap<>();
        String denied = "let the role's trust policy (with the same external id) and the caller's own policy allow it,"
                + " or correct the identity's role-arn";
        remedies.put("AccessDenied", denied);
        remedies.put("AccessDeniedException", denied);
        remedies.put("ValidationError", "correct the identity's role-arn, role-session-name, external-id and duration");
        remedies.put("RegionDisabledException", "activate AWS STS in this region, or set another region");
        for (String code : new String[] {
            "InvalidClientTokenId",
            "SignatureDoesNotMatch",
            "IncompleteSignature",
            "ExpiredToken",
            "MissingAuthenticationToken",
            "UnrecognizedClientException"
        }) {
            remedies.put(code, CALLER);
        }
        remedies.put("InvalidIdentityToken", TRUST);
        remedies.put("IDPRejectedClaim", TRUST);
        remedies.put("ExpiredTokenException", "have a newer token written to web-identity-token-file");
        remedies.put("ResourceNotFoundException", "correct the identity's identity-pool-id or region");
        remedies.put(
                "InvalidIdentityPoolConfigurationException",
                "give the identity pool a role for this log-in, which trusts the pool");
        remedies.put(
                "ResourceConflictException", "this log-in belongs to another identity of the pool; unlink it there");
        remedies.put("InvalidParameterException", "correct the identity's settings");
        remedies.put("TooManyRequestsException", "fewer log-ins per second, or a higher quota for the account");
        return Collections.unmodifiableMap(remedies);
    }
}
