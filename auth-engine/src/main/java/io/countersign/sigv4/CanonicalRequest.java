package io.countersign.sigv4;

import io.countersign.request.OutboundRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * What a signature of ours was computed over, for the eyes of whoever compares it with what AWS says it should have been.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html">Troubleshoot
 *     Signature Version 4 signing</a>
 */
public final class CanonicalRequest {

    private static final String SIGNED_HEADERS = "SignedHeaders=";

    private CanonicalRequest() {}

    /**
     * The canonical request of a hop that is signed, with asterisks in place of a session token; empty if it is not signed.
     *
     * @param limit how many bytes of a body may be held in memory
     * @throws IOException if the body cannot be read
     */
    public static String of(OutboundRequest hop, long limit) throws IOException {
        String authorization = hop.header("Authorization");
        if (authorization == null || !authorization.startsWith(SigV4.ALGORITHM)) {
            return "";
        }
        SignedHeaders headers = SignedHeaders.of(hop, names(authorization));
        if (headers.contains("x-amz-security-token")) {
            headers.with("x-amz-security-token", "****");
        }
        String hash = hop.header("x-amz-content-sha256");
        return SigV4.canonicalRequest(
                hop.method(),
                hop.target(),
                authorization.contains("/s3/"),
                headers.canonical(),
                hash == null ? Sha256.hex(hop.body(limit)) : hash);
    }

    private static Set<String> names(String authorization) {
        int start = authorization.indexOf(SIGNED_HEADERS) + SIGNED_HEADERS.length();
        int end = authorization.indexOf(',', start);
        return new HashSet<>(Arrays.asList(authorization
                .substring(start, end < 0 ? authorization.length() : end)
                .split(";", -1)));
    }
}
