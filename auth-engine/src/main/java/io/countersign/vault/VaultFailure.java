package io.countersign.vault;

import io.countersign.secret.UnresolvedException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** What an exception of the AWS SDK means for a reference. */
final class VaultFailure {

    private static final int LONGEST = 500;

    private static final Set<String> DENIED = set(
            "AccessDeniedException", "AccessDenied", "DecryptionFailure", "InvalidKeyId", "KMSAccessDeniedException");

    private static final Set<String> CREDENTIALS = set(
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "IncompleteSignature",
            "MissingAuthenticationToken");

    private VaultFailure() {}

    /**
     * A failure for the reference's user.
     *
     * @param place who was asked
     * @param permission what the AWS credentials must be allowed to do
     */
    static UnresolvedException of(RuntimeException e, String address, String place, String permission) {
        if (!(e instanceof AwsServiceException)) {
            return UnresolvedException.of(address, place + withoutAnswer(e), true, e);
        }
        AwsServiceException refusal = (AwsServiceException) e;
        AwsErrorDetails details = refusal.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "" : details.errorCode();
        String said =
                details == null || details.errorMessage() == null ? "no message" : inOneLine(details.errorMessage());
        boolean expired = code.startsWith("ExpiredToken");
        boolean mayPass = refusal.statusCode() >= 500 || refusal.isThrottlingException() || expired;
        String what = code.isEmpty() ? "HTTP status " + refusal.statusCode() : code + ": " + said;
        // The SDK's exception is no cause: its text is beyond our control and adds nothing.
        return UnresolvedException.of(
                address, place + " says " + what + "; " + remedy(code, mayPass && !expired, permission), mayPass, null);
    }

    private static String remedy(String code, boolean passing, String permission) {
        if (passing) {
            return "it is tried again";
        }
        if (DENIED.contains(code)) {
            return "allow this JVM's AWS credentials " + permission + ", and kms:Decrypt for a key of your own";
        }
        return CREDENTIALS.contains(code) || code.startsWith("ExpiredToken")
                ? "correct this JVM's AWS credentials, and make sure that this host's clock is right"
                : "correct the reference";
    }

    private static String withoutAnswer(RuntimeException e) {
        Throwable root = rootCause(e);
        String said = inOneLine(root.toString());
        if (!(e instanceof SdkException) || root.getClass().getName().contains(".jackson.")) {
            return " does not answer as it should: " + root.getClass().getName()
                    + "; check network, proxy and endpoint";
        }
        if (said.contains("Unable to load credentials") || said.contains("profile")) {
            return " needs AWS credentials: " + said + "; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or"
                    + " secrets.profile, or give the machine a role";
        }
        boolean late = root instanceof ApiCallTimeoutException || said.contains("timed out");
        return late
                ? " did not answer within secrets.timeout; check network, proxy and endpoint"
                : " cannot be reached: " + said + "; check network, proxy and endpoint";
    }

    private static String inOneLine(String text) {
        String line = text.replaceAll("\\s+", " ").trim();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
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
