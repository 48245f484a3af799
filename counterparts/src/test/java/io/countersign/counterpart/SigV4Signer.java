package io.countersign.counterpart;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Signs calls for administrators as step 2 to 4 of AWS's description say; the canonical form is the server's own. */
record SigV4Signer(SigV4Verifier.Account keys, String region) {

    private static final List<String> SIGNED = List.of("content-type", "host", "x-amz-date", "x-amz-target");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** X-Amz-Date and Authorization for a call that is dated so. */
    List<Header> sign(URI endpoint, String operation, String body, Instant at) {
        String date = DATE.format(at);
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Host", endpoint.getAuthority()));
        headers.add(new Header("Content-Type", AwsJson.CONTENT_TYPE));
        headers.add(new Header("X-Amz-Target", "AWSCognitoIdentityProviderService." + operation));
        headers.add(new Header("X-Amz-Date", date));
        byte[] bytes = bytes(body);
        ReceivedRequest request = ReceivedRequest.of("POST", "/", headers, bytes);
        String canonical = CanonicalRequest.of(request, SIGNED, CanonicalRequest.hex(Digests.sha256(bytes)), false);
        String scope = date.substring(0, 8) + "/" + region + "/cognito-idp/aws4_request";
        String toSign = String.join(
                "\n", "AWS4-HMAC-SHA256", date, scope, CanonicalRequest.hex(Digests.sha256(bytes(canonical))));
        byte[] key = bytes("AWS4" + keys.secretAccessKey());
        for (String part : scope.split("/", -1)) {
            key = Digests.hmac(key, bytes(part));
        }
        String authorization = "AWS4-HMAC-SHA256 Credential=" + keys.accessKeyId() + "/" + scope + ", SignedHeaders="
                + String.join(";", SIGNED) + ", Signature=" + CanonicalRequest.hex(Digests.hmac(key, bytes(toSign)));
        return List.of(new Header("X-Amz-Date", date), new Header("Authorization", authorization));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
