package io.countersign.aws;

import io.countersign.counterpart.AwsSessions;
import io.countersign.counterpart.MutableClock;
import io.countersign.counterpart.SecretLedger;
import io.countersign.counterpart.SigV4Verifier;
import io.countersign.counterpart.StsServer;
import io.countersign.request.AuthenticationException;
import io.countersign.request.AuthenticationException.Kind;
import io.countersign.secret.Secret;
import io.countersign.token.CachedTokens;
import io.countersign.token.RefreshPolicy;
import io.countersign.token.TokenSource;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executor;
import software.amazon.awssdk.core.SdkGlobalTime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** An AWS account with STS on loopback, and ways to it. Its clock is the real one unless a test moves it. */
final class AwsRig implements AutoCloseable {

    static final String REGION = "eu-central-1";
    static final String ROLE = "arn:aws:iam::123456789012:role/orders";

    final MutableClock clock = new MutableClock(Clock.systemUTC().instant());
    final AwsSessions sessions = new AwsSessions(clock, SecretLedger.discarding());
    final SigV4Verifier.Account alice = sessions.user("alice");
    final StsServer sts = StsServer.start(sessions, REGION, clock);

    AwsCredentialsSource alice() {
        return StaticCredentials.of(AwsCredentials.of(alice.accessKeyId(), Secret.of(alice.secretAccessKey())));
    }

    AwsConnection connection() {
        return connection(sts.endpoint());
    }

    /** Its timeout is long, since the machine that runs the tests may be busy. */
    static AwsConnection connection(URI endpoint) {
        return AwsConnection.of(REGION, endpoint, Duration.ofSeconds(20));
    }

    CachedCredentials cached(TokenSource source) {
        return cached(source, Runnable::run);
    }

    CachedCredentials cached(TokenSource source, Executor executor) {
        RefreshPolicy policy = RefreshPolicy.of(new Random(1)).withTimeout(Duration.ofSeconds(30));
        return CachedCredentials.of(CachedTokens.of("orders", source, policy, clock, executor));
    }

    /** Whose keys these are; empty if AWS does not take them. */
    String owner(AwsCredentials credentials) {
        return sessions.issued().stream()
                .filter(session -> session.keys().accessKeyId().equals(credentials.accessKeyId()))
                .filter(session -> Secret.of(session.keys().secretAccessKey()).equals(credentials.secretAccessKey()))
                .filter(session -> Secret.of(session.keys().sessionToken()).equals(credentials.sessionToken()))
                .map(AwsSessions.Session::owner)
                .findFirst()
                .orElse("");
    }

    static AuthenticationException assertFails(TokenSource source, Kind kind, String part) {
        AuthenticationException failure = catchThrowableOfType(AuthenticationException.class, () -> source.fetch(null));
        assertThat(failure).isNotNull().hasMessageContaining(part);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.getMessage()).doesNotContain("\n");
        return failure;
    }

    /** The SDK remembers, for all its clients, how far AWS's clock was off. */
    @Override
    public void close() {
        SdkGlobalTime.setGlobalTimeOffset(0);
        sts.close();
    }
}
