package io.countersign.sigv4;

import io.countersign.request.RequestTarget;
import io.countersign.secret.Secret;
import java.nio.charset.StandardCharsets;

/**
 * AWS Signature Version 4, step by step as AWS describes it: no clock, no credentials lookup, no request object.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a
 *     signed AWS API request</a>
 */
final class SigV4 {

    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String TERMINATOR = "aws4_request";

    private SigV4() {}

    /** Step 1. The path is taken as S3 takes it, or as all other services do. */
    static String canonicalRequest(
            String method, RequestTarget target, boolean s3, CanonicalHeaders headers, String payloadHash) {
        StringBuilder out = new StringBuilder(384);
        String path = target.path();
        out.append(method).append('\n');
        out.append(s3 ? CanonicalPath.asSent(path) : CanonicalPath.normalised(path))
                .append('\n');
        out.append(CanonicalQuery.of(target.query())).append('\n');
        headers.appendTo(out);
        return out.append('\n')
                .append(headers.names())
                .append('\n')
                .append(payloadHash)
                .toString();
    }

    /** Steps 2 and 3: the hash of the canonical request, and what it is signed with. */
    static String stringToSign(String timestamp, String credentialScope, String canonicalRequest) {
        StringBuilder out = new StringBuilder(160);
        out.append(ALGORITHM).append('\n').append(timestamp).append('\n').append(credentialScope);
        return out.append('\n').append(Sha256.hex(canonicalRequest)).toString();
    }

    /** The date, region and service that a signing key is for. */
    static String credentialScope(String date, AwsEndpoint endpoint) {
        return date + "/" + endpoint.region() + "/" + endpoint.service() + "/" + TERMINATOR;
    }

    /** Step 4, first half: a key for one day, region and service. */
    static byte[] signingKey(Secret secretAccessKey, String date, AwsEndpoint endpoint) {
        byte[] secret = ("AWS4" + secretAccessKey.reveal()).getBytes(StandardCharsets.UTF_8);
        byte[] dateKey = HmacSha256.of(secret).of(date);
        byte[] regionKey = HmacSha256.of(dateKey).of(endpoint.region());
        byte[] serviceKey = HmacSha256.of(regionKey).of(endpoint.service());
        return HmacSha256.of(serviceKey).of(TERMINATOR);
    }

    /** Step 4, second half. */
    static String signature(HmacSha256 signingKey, String stringToSign) {
        return Hex.of(signingKey.of(stringToSign));
    }

    /** Step 5: the value of the Authorization header. */
    static String authorization(String accessKeyId, String credentialScope, String signedHeaders, String signature) {
        StringBuilder out = new StringBuilder(256);
        out.append(ALGORITHM).append(" Credential=").append(accessKeyId).append('/');
        out.append(credentialScope).append(", SignedHeaders=").append(signedHeaders);
        return out.append(", Signature=").append(signature).toString();
    }
}
