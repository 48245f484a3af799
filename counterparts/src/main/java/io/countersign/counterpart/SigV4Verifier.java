package io.countersign.counterpart;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks an AWS Signature Version 4 by computing it again from what arrived, as the AWS service does that it is for: S3
 * with its path as it is sent, VPC Lattice without the payload. Written from the IAM User Guide, "Create a signed AWS
 * API request".
 */
public final class SigV4Verifier {

    private static final String S3 = "s3";
    /** AWS's own clients of AppSync say who they are after they have signed. */
    private static final String APPSYNC = "appsync";

    private static final String LATTICE = "vpc-lattice-svcs";
    private static final String CONTENT_HASH = "X-Amz-Content-Sha256";
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final Duration VALIDITY = Duration.ofMinutes(5);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssX", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern AUTHORIZATION = Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/,\\s]+)/([^,\\s]+), ?"
            + "SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");

    private final Account account;
    private final String service;
    private final String region;
    private final Clock clock;

    /** The one access key that is known here; the session token is empty for a long-lived key. */
    public record Account(String accessKeyId, String secretAccessKey, String sessionToken) {

        @Override
        public String toString() {
            return accessKeyId;
        }
    }

    private SigV4Verifier(Account account, String service, String region, Clock clock) {
        this.account = account;
        this.service = service;
        this.region = region;
        this.clock = clock;
    }

    /** A verifier of one service in one region. */
    public static SigV4Verifier of(Account account, String service, String region, Clock clock) {
        return new SigV4Verifier(account, service, region, clock);
    }

    /** Why the request is not signed as it should be, empty if it is. */
    public Optional<String> refusal(ReceivedRequest request) {
        for (String name : List.of("Authorization", "X-Amz-Date", "Host")) {
            if (request.values(name).size() != 1) {
                return Optional.of(request.values(name).size() + " headers " + name + ", not one");
            }
        }
        Matcher claim = AUTHORIZATION.matcher(request.header("Authorization").orElseThrow());
        if (!claim.matches()) {
            return Optional.of("the Authorization header has not the form of a signature");
        }
        if (request.query().contains("X-Amz-Signature")) {
            return Optional.of("signed twice, in header and query");
        }
        return refusal(request, claim);
    }

    private Optional<String> refusal(ReceivedRequest request, Matcher claim) {
        String date = request.header("X-Amz-Date").orElseThrow();
        List<String> signed = List.of(claim.group(3).split(";"));
        if (!claim.group(1).equals(account.accessKeyId())) {
            return Optional.of("unknown access key");
        }
        if (!isNow(date)) {
            return Optional.of("not dated within five minutes of now");
        }
        if (!claim.group(2).equals(scope(date))) {
            return Optional.of("of another scope: " + claim.group(2) + " instead of " + scope(date));
        }
        if (!request.header("X-Amz-Security-Token").orElse("").equals(account.sessionToken())) {
            return Optional.of("not the session token of this key");
        }
        Optional<String> missing =
                mustBeSigned(request).filter(name -> !signed.contains(name)).findFirst();
        if (missing.isPresent()) {
            return Optional.of("header " + missing.get() + " is not signed");
        }
        return signatureRefusal(request, signed, claim.group(4));
    }

    private Optional<String> signatureRefusal(ReceivedRequest request, List<String> signed, String signature) {
        String hash = payloadHash(request);
        if (!request.header(CONTENT_HASH).orElse(needsContentHash() ? "" : hash).equals(hash)) {
            return Optional.of("x-amz-content-sha256 is not the hash of the body");
        }
        String date = request.header("X-Amz-Date").orElseThrow();
        String canonical = CanonicalRequest.of(request, signed, hash, service.equals(S3));
        String toSign = String.join(
                "\n", "AWS4-HMAC-SHA256", date, scope(date), CanonicalRequest.hex(Digests.sha256(bytes(canonical))));
        String expected = CanonicalRequest.hex(Digests.hmac(signingKey(date), bytes(toSign)));
        return MessageDigest.isEqual(bytes(expected), bytes(signature))
                ? Optional.empty()
                : Optional.of("the signature does not match what arrived");
    }

    private String payloadHash(ReceivedRequest request) {
        boolean leavesItOut = service.equals(S3)
                && request.header(CONTENT_HASH).filter(UNSIGNED::equals).isPresent();
        return service.equals(LATTICE) || leavesItOut ? UNSIGNED : CanonicalRequest.hex(Digests.sha256(request.body()));
    }

    private boolean needsContentHash() {
        return service.equals(S3) || service.equals(LATTICE) || service.equals("aoss");
    }

    private Stream<String> mustBeSigned(ReceivedRequest request) {
        Stream<String> others = request.headers().stream()
                .map(line -> line.name().toLowerCase(Locale.ROOT))
                .filter(name -> name.startsWith("x-amz-"))
                .filter(name -> !(service.equals(APPSYNC) && name.equals("x-amz-user-agent")));
        return Stream.concat(Stream.of("host"), others);
    }

    private byte[] signingKey(String date) {
        byte[] key = Digests.hmac(bytes("AWS4" + account.secretAccessKey()), bytes(date.substring(0, 8)));
        return Digests.hmac(Digests.hmac(Digests.hmac(key, bytes(region)), bytes(service)), bytes("aws4_request"));
    }

    private String scope(String date) {
        return date.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
    }

    private boolean isNow(String date) {
        try {
            Instant signed = Instant.from(DATE.parse(date));
            return Duration.between(signed, clock.instant()).abs().compareTo(VALIDITY) < 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
