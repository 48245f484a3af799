package io.countersign.counterpart;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Signs as AppSync's guide for web-socket clients describes it; the canonical form is the server's own. */
record AppSyncSigner(SigV4Verifier.Account keys, String region, String authority) {

    private static final List<String> SIGNED =
            List.of("accept", "content-encoding", "content-type", "host", "x-amz-date");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The header set for a POST of this body that is dated so. */
    List<Header> sign(String path, String body, Instant at) {
        String date = DATE.format(at);
        List<Header> headers = new ArrayList<>(List.of(
                new Header("accept", "application/json, text/javascript"),
                new Header("content-encoding", "amz-1.0"),
                new Header("content-type", "application/json; charset=UTF-8"),
                new Header("host", authority),
                new Header("x-amz-date", date)));
        byte[] bytes = bytes(body);
        String canonical = CanonicalRequest.of(
                ReceivedRequest.of("POST", path, headers, bytes),
                SIGNED,
                CanonicalRequest.hex(Digests.sha256(bytes)),
                false);
        String scope = date.substring(0, 8) + "/" + region + "/appsync/aws4_request";
        String toSign = String.join(
                "\n", "AWS4-HMAC-SHA256", date, scope, CanonicalRequest.hex(Digests.sha256(bytes(canonical))));
        byte[] key = bytes("AWS4" + keys.secretAccessKey());
        for (String part : scope.split("/", -1)) {
            key = Digests.hmac(key, bytes(part));
        }
        String signature = CanonicalRequest.hex(Digests.hmac(key, bytes(toSign)));
        headers.add(new Header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=" + keys.accessKeyId() + "/" + scope + ", SignedHeaders="
                        + String.join(";", SIGNED) + ", Signature=" + signature));
        return headers;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
