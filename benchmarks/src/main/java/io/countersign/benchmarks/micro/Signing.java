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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Authorizes a hop with what is at hand: no log-in, no network. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Signing {

    private static final int BODY = 1024;
    /** As long as those of a POST to an API Gateway stage with a content type. */
    private static final int CANONICAL_REQUEST = 280;

    private static final int STRING_TO_SIGN = 140;

    private final Clock clock = Clock.systemUTC();
    private final RequestTarget target =
            RequestTarget.of("https", "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com", 443, "/prod/orders?page=1");
    private final byte[] body = new byte[BODY];
    private final byte[] canonicalRequest = new byte[CANONICAL_REQUEST];
    private final byte[] stringToSign = new byte[STRING_TO_SIGN];

    private final RequestSigner bearer = HeaderSigner.of("Authorization", "Bearer ", freshTokens(), TokenUse.ACCESS);
    private final RequestSigner sigV4 = SigV4Signer.of(
            StaticCredentials.of(AwsCredentials.of("AKIDEXAMPLE", Secret.of("not-a-real-secret-access-key"))),
            AwsEndpoints.of(null, null),
            clock,
            Payload.signed(BODY));
    private final MessageDigest sha256 = sha256();
    private final Mac hmac = hmac();

    /** The hop alone, which the two signatures below contain. */
    @Benchmark
    public Object hop() {
        return new Hop(target, body);
    }

    /** A header with a token that is good for another hour. */
    @Benchmark
    public Authorization bearerHeader() throws IOException {
        return bearer.sign(new Hop(target, body));
    }

    /** A signature over a body of 1 KiB. */
    @Benchmark
    public Authorization sigV4Signature() throws IOException {
        return sigV4.sign(new Hop(target, body));
    }

    /**
     * What no signer can do without: the hash of the body, the hash of the canonical request, and one HMAC. The signing
     * key, four more, is the same all day.
     */
    @Benchmark
    public byte[] sigV4Floor() {
        sha256.digest(body);
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
