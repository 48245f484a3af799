package io.countersign.aws;

import io.countersign.secret.Redaction;
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

/** A call through the SDK that a service refused, or that never reached it, in words that fit one line of ours. */
public final class SdkFailure {

    private static final Set<String> REFUSED_SIGNATURE =
            set("InvalidSignatureException", "SignatureDoesNotMatch", "RequestExpired", "RequestTimeTooSkewed");

    private static final Set<String> REFUSED_CREDENTIALS =
            set("ExpiredTokenException", "ExpiredToken", "UnrecognizedClientException", "InvalidClientTokenId");

    private final String code;
    private final String said;
    private final int status;
    private final boolean mayPass;
    private final @Nullable RuntimeException cause;

    private SdkFailure(String code, String said, int status, boolean mayPass, @Nullable RuntimeException cause) {
        this.code = code;
        this.said = said;
        this.status = status;
        this.mayPass = mayPass;
        this.cause = cause;
    }

    /**
     * What an exception of the SDK means.
     *
     * @param place what did not answer, if nothing did
     * @param service completes "does not answer as … does"
     * @param hidden what must not be repeated if the answer quotes it
     */
    public static SdkFailure of(RuntimeException e, String place, String service, Collection<Secret> hidden) {
        if (!(e instanceof AwsServiceException)) {
            return new SdkFailure("", place + withoutAnswer(e, service), 0, true, e);
        }
        AwsServiceException refusal = (AwsServiceException) e;
        boolean mayPass = refusal.statusCode() >= 500 || refusal.isThrottlingException();
        // The SDK's exception is no cause: its text is beyond our control and adds nothing.
        return new SdkFailure(
                code(refusal), Redaction.of(message(refusal), hidden), refusal.statusCode(), mayPass, null);
    }

    /** The service's name for the error; empty if the service did not answer. */
    public String code() {
        return code;
    }

    /** What it says beside the code, or why there is no answer, in one line without secrets. */
    public String said() {
        return said;
    }

    /** The status of the answer; 0 if there is none. */
    public int status() {
        return status;
    }

    /** Whether it may be over by itself, whatever service it is. */
    public boolean mayPass() {
        return mayPass;
    }

    /** What lies beneath; null if the service answered. */
    public @Nullable RuntimeException cause() {
        return cause;
    }

    /** Whether AWS refused the signature, and not what the call asks for; from such an answer the SDK learns AWS's time. */
    public boolean isRefusedSignature() {
        return REFUSED_SIGNATURE.contains(code) || isRefusedCredentials();
    }

    /** Whether other AWS credentials may help. */
    public boolean isRefusedCredentials() {
        return REFUSED_CREDENTIALS.contains(code);
    }

    /** No HTTP escapes the SDK as an UncheckedIOException; what it cannot parse is its parser's exception. */
    private static String withoutAnswer(RuntimeException e, String service) {
        Throwable root = rootCause(e);
        String said = Redaction.of(root.toString(), Collections.emptyList());
        if (!(e instanceof SdkException) || isOfParser(root)) {
            return " does not answer as " + service + " does: " + said;
        }
        boolean late = root instanceof ApiCallTimeoutException || said.contains("Read timed out");
        return late ? " did not answer within the identity's timeout" : " cannot be reached: " + said;
    }

    private static boolean isOfParser(Throwable root) {
        String name = root.getClass().getName();
        return name.contains(".jackson.") || name.contains("XMLStream");
    }

    private static String code(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        return code == null ? "HTTP status " + e.statusCode() : code;
    }

    private static String message(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String message = details == null ? null : details.errorMessage();
        return message == null ? "no message" : message;
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

    @Override
    public String toString() {
        return code.isEmpty() ? said : code + ": " + said;
    }
}
