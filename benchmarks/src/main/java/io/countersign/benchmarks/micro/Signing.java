package io.countersign.benchmarks.micro;

import io.countersign.aws.AwsCredentials;
import io.countersign.aws.StaticCredentials;
import io.countersign.request.Authorization;
import io.countersign.request.RequestSigner;
import io.countersign.request.RequestTarget;
import io.countersign.secret.Secret;
import io.countersign.sigv4.AwsEndpoints;
import io.countersign.sigv4.Payload;
import io.countersign.sigv4.SigV4Signer;
import io.countersign.token.CachedTokens;
import io.countersign.token.HeaderSigner;
import io.countersign.token.RefreshPolicy;
import io.countersign.token.Token;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenUse;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Authorizes a hop with what is at hand: no log-in, no network. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Signing {

    private static final int SMALL = 1024;

    /** As long as that of the request below. */
    private static final int CANONICAL_REQUEST = 232;

    private static final int STRING_TO_SIGN = 145;

    private final Clock clock = Clock.systemUTC();
    private final RequestTarget target =
            RequestTarget.of("https", "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com", 443, "/prod/orders?page=1");
    private final byte[] smallBody = new byte[SMALL];
    private final byte[] canonicalRequest = new byte[CANONICAL_REQUEST];
    private final byte[] stringToSign = new byte[STRING_TO_SIGN];

    private final RequestSigner bearer = HeaderSigner.of("Authorization", "Bearer ", freshTokens(), TokenUse.ACCESS);
    private final RequestSigner sigV4 = SigV4Signer.of(
            StaticCredentials.of(AwsCredentials.of("AKIDEXAMPLE", Secret.of("not-a-real-secret-access-key"))),
            AwsEndpoints.of(null, null),
            clock,
            Payload.signed(Long.MAX_VALUE));
    private final MessageDigest sha256 = sha256();
    private final Mac hmac = hmac();

    private final AwsV4HttpSigner sdk = AwsV4HttpSigner.create();
    private final AwsCredentialsIdentity sdkIdentity =
            AwsCredentialsIdentity.create("AKIDEXAMPLE", "not-a-real-secret-access-key");
    private final SdkHttpRequest sdkRequest = SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create("https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com/prod/orders?page=1"))
            .putHeader("Content-Type", "application/json")
            .build();

    /** The body of a request. */
    @State(Scope.Thread)
    public static class Body {

        /** How long it is. */
        @Param({"1024", "65536", "1048576"})
        public int bytes;

        private byte[] content = {};

        /** Makes it, of this length. */
        @Setup
        public void make() {
            content = new byte[bytes];
        }
    }

    /** The hop alone, which header and signature below contain. */
    @Benchmark
    public Object hop() {
        return new Hop(target, smallBody);
    }

    /** A header with a token that is good for another hour. */
    @Benchmark
    public Authorization bearerHeader() throws IOException {
        return bearer.sign(new Hop(target, smallBody));
    }

    /** A signature over the hash of a body. */
    @Benchmark
    public Authorization sigV4Signature(Body body) throws IOException {
        return sigV4.sign(new Hop(target, body.content));
    }

    /** The same by the signer of the AWS SDK, whose request is made beforehand. */
    @Benchmark
    public SignedRequest sdkSignature(Body body) {
        return sdk.sign(signing -> signing.identity(sdkIdentity)
                .request(sdkRequest)
                .payload(ContentStreamProvider.fromByteArrayUnsafe(body.content))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, true));
    }

    /**
     * What no signer can do without: the hash of the body, the hash of the canonical request, and one HMAC, each by an
     * object of the JDK that is there already. The signing key, four more, is the same all day.
     */
    @Benchmark
    public byte[] sigV4Floor(Body body) {
        sha256.digest(body.content);
        sha256.digest(canonicalRequest);
        return hmac.doFinal(stringToSign);
    }

    private CachedTokens freshTokens() {
        Instant now = clock.instant();
        Token token = Token.expiring(Secret.of("t".repeat(1000)), now, now.plus(Duration.ofHours(1)));
        return CachedTokens.of(
                "orders", previous -> TokenSet.of(token), RefreshPolicy.of(new Random()), clock, Runnable::run);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mac hmac() {
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
            return hmac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
