package io.countersign.agent.cli;

/**
 * What usually lies behind a refusal, by what the service says of it.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html">Troubleshoot
 *     Signature Version 4 signing</a>
 */
enum SignatureHint {
    CLOCK(
            "the signature's time is refused: set this host's clock right",
            "Signature expired",
            "Signature not yet current",
            "RequestTimeTooSkewed",
            "RequestExpired"),
    REGION(
            "the signature is for another region: set region of the rule",
            "scoped to a valid region",
            "AuthorizationHeaderMalformed"),
    SERVICE("the signature is for another service: set service of the rule", "scoped to correct service"),
    SIGNATURE(
            "the signature does not match: compare the canonical request below with the one in the answer; the usual causes"
                    + " are a wrong secret access key, and a proxy that changes host, path or body",
            "SignatureDoesNotMatch",
            "InvalidSignature",
            "signature we calculated does not match"),
    KEYS(
            "the keys are not accepted: they were deleted, are of another partition, or lack their session token",
            "UnrecognizedClient",
            "InvalidClientTokenId",
            "InvalidAccessKeyId",
            "security token included in the request is invalid"),
    EXPIRED(
            "the session of these keys has ended: get new ones",
            "ExpiredToken",
            "security token included in the request is expired"),
    POLICY(
            "the signature is right, but an IAM policy lacks this: allow it to the role or user",
            "AccessDenied",
            "not authorized to perform",
            "not authorized to access"),
    PATH(
            "API Gateway has no such resource: check path, stage and method",
            "Missing Authentication Token",
            "MissingAuthenticationToken");

    private final String hint;

    @SuppressWarnings("ImmutableEnumChecker") // never changed, and seen by nobody else
    private final String[] marks;

    SignatureHint(String hint, String... marks) {
        this.hint = hint;
        this.marks = marks;
    }

    /** The end of a sentence about a refusal; empty if nothing is known of it. */
    static String of(Exchange answer) {
        String said = answer.header("x-amzn-ErrorType") + " " + answer.body();
        if (answer.status() == 401) {
            return "; the API does not take this token or key: check the rule's token, header and prefix, and the"
                    + " audience and scopes that the API asks for";
        }
        for (SignatureHint each : values()) {
            for (String mark : each.marks) {
                if (answer.status() >= 400 && said.contains(mark)) {
                    return "; " + each.hint;
                }
            }
        }
        return "";
    }
}
