package io.countersign.sigv4;

import io.countersign.aws.AwsCredentials;
import io.countersign.aws.AwsCredentialsSource;
import io.countersign.request.Authorization;
import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestSigner;
import io.countersign.secret.Secret;
import io.countersign.sigv4.SigningKeys.SigningKey;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signs a hop with AWS Signature Version 4 in its headers. An earlier signature on it is replaced, so the same hop can
 * be signed again.
 */
public final class SigV4Signer implements RequestSigner {

    private static final String AUTHORIZATION = "Authorization";
    private static final String DATE = "X-Amz-Date";
    private static final String SECURITY_TOKEN = "X-Amz-Security-Token";
    private static final String CONTENT_HASH = "x-amz-content-sha256";

    private final AwsCredentialsSource source;
    private final AwsEndpoints endpoints;
    private final SigningClock clock;
    private final Payload payload;
    private final Set<String> otherHeaders;
    private final SigningKeys keys = new SigningKeys();

    private SigV4Signer(
            AwsCredentialsSource source,
            AwsEndpoints endpoints,
            SigningClock clock,
            Payload payload,
            Set<String> otherHeaders) {
        this.source = source;
        this.endpoints = endpoints;
        this.clock = clock;
        this.payload = payload;
        this.otherHeaders = otherHeaders;
    }

    /** Signs host, content-type and x-amz-*, with a clock that no other signer learns from. */
    public static SigV4Signer of(AwsCredentialsSource source, AwsEndpoints endpoints, Clock clock, Payload payload) {
        return of(source, endpoints, SigningClock.of(clock), payload);
    }

    /** Signs host, content-type and x-amz-*; signers that share a clock share what it learns. */
    public static SigV4Signer of(
            AwsCredentialsSource source, AwsEndpoints endpoints, SigningClock clock, Payload payload) {
        return new SigV4Signer(source, endpoints, clock, payload, Collections.emptySet());
    }

    /** The same, which signs these headers too where a hop carries them; names in lower case. */
    public SigV4Signer signingAlso(String... names) {
        return new SigV4Signer(source, endpoints, clock, payload, new HashSet<>(Arrays.asList(names)));
    }

    @Override
    public String header() {
        return AUTHORIZATION;
    }

    @Override
    public Authorization sign(OutboundRequest hop) throws IOException {
        AwsEndpoint endpoint = endpoints.of(hop.target().host());
        AwsCredentials credentials = source.current();
        Payload forService = payload.forEndpoint(endpoint);
        String payloadHash = forService.hash(hop);
        Duration offset = clock.offset();
        Timestamp now = clock.timestamp(offset);
        String timestamp = now.toString();
        String token = revealed(credentials.sessionToken());
        SignedHeaders headers = SignedHeaders.of(hop, otherHeaders);
        boolean sendsHash = endpoint.needsContentHash() || forService.isUnsigned() || headers.contains(CONTENT_HASH);
        CanonicalHeaders canonical = headers.with("x-amz-date", timestamp)
                .with("x-amz-security-token", token)
                .with(CONTENT_HASH, sendsHash ? payloadHash : null)
                .canonical();

        SigningKey key = keys.of(credentials, now.day(), endpoint);
        String canonicalRequest =
                SigV4.canonicalRequest(hop.method(), hop.target(), endpoint.isS3(), canonical, payloadHash);
        String signature = SigV4.signature(key.hmac(), SigV4.stringToSign(timestamp, key.scope(), canonicalRequest));

        put(hop, DATE, timestamp);
        put(hop, SECURITY_TOKEN, token);
        put(hop, CONTENT_HASH, sendsHash ? payloadHash : null);
        put(
                hop,
                AUTHORIZATION,
                SigV4.authorization(credentials.accessKeyId(), key.scope(), canonical.names(), signature));
        return new SignedHop(source, credentials, clock, offset);
    }

    static @Nullable String revealed(@Nullable Secret secret) {
        return secret == null ? null : secret.reveal();
    }

    /** An earlier signature's header must not stay beside ours. */
    private static void put(OutboundRequest hop, String name, @Nullable String value) {
        if (value == null) {
            hop.removeHeader(name);
        } else {
            hop.setHeader(name, value);
        }
    }
}
