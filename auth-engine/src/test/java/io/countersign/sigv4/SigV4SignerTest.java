package io.countersign.sigv4;

import io.countersign.aws.AwsCredentials;
import io.countersign.aws.AwsCredentialsSource;
import io.countersign.aws.StaticCredentials;
import io.countersign.request.AuthenticationException;
import io.countersign.request.Authorization;
import io.countersign.secret.Secret;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class SigV4SignerTest {

    private static final AwsCredentials USER = AwsCredentials.of("AKIDEXAMPLE", Secret.of("wJalrXUtnFEMI"));
    private static final AwsCredentials SESSION =
            AwsCredentials.of("ASIAEXAMPLE", Secret.of("K7MDENG"), Secret.of("session//token=="), null);
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String API = "https://abc.execute-api.eu-west-1.amazonaws.com/prod/orders";

    @Test
    void signsNothingThatOthersMayChangeOnTheWay() throws IOException {
        FakeHop hop = FakeHop.of("POST", API, "{}")
                .with("Accept", "*/*")
                .with("Accept-Encoding", "gzip")
                .with("Connection", "keep-alive")
                .with("Content-Length", "2")
                .with("Content-Type", "application/json")
                .with("Cookie", "a=b")
                .with("Expect", "100-continue")
                .with("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .with("User-Agent", "test")
                .with("X-Amz-Invocation-Type", "Event")
                .with("X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793")
                .with("X-Forwarded-For", "127.0.0.1");
        signer(USER).sign(hop);
        assertThat(hop.signedHeaders()).isEqualTo("content-type;host;x-amz-date;x-amz-invocation-type");
    }

    @Test
    void signingAgainGivesTheSameHeadersOnce() throws IOException {
        FakeHop hop = FakeHop.of("POST", API, "{}").with("authorization", "Basic abc");
        signer(SESSION).sign(hop);
        Map<String, List<String>> once = copy(hop);
        signer(SESSION).sign(hop);
        assertThat(hop.headers()).isEqualTo(once);
        assertThat(hop.headers().values())
                .allSatisfy(values -> assertThat(values).hasSize(1));
    }

    @Test
    void signingAgainWithoutASessionLeavesNoTokenBehind() throws IOException {
        FakeHop hop = FakeHop.of("POST", API, "{}");
        signer(SESSION).sign(hop);
        assertThat(hop.required("X-Amz-Security-Token")).isEqualTo("session//token==");
        assertThat(hop.signedHeaders()).isEqualTo("host;x-amz-date;x-amz-security-token");

        signer(USER).sign(hop);
        FakeHop fresh = FakeHop.of("POST", API, "{}");
        signer(USER).sign(fresh);
        assertThat(hop.headers()).isEqualTo(fresh.headers());
    }

    @Test
    void hostHeaderOfTheHopIsWhatIsSigned() throws IOException {
        FakeHop virtual = FakeHop.of("GET", "https://127.0.0.1:8443/", "").with("host", "api.example.com");
        FakeHop direct = FakeHop.of("GET", "https://api.example.com/", "");
        SigV4Signer signer = signer(USER, AwsEndpoints.of("execute-api", "eu-west-1"), Payload.signed(0));
        signer.sign(virtual);
        signer.sign(direct);
        assertThat(virtual.signature()).isEqualTo(direct.signature());
    }

    @Test
    void portIsSignedUnlessItIsTheDefault() throws IOException {
        SigV4Signer signer = signer(USER, AwsEndpoints.of("es", "eu-west-1"), Payload.signed(0));
        FakeHop implied = FakeHop.of("GET", "https://search.example.com/", "");
        FakeHop explicit = FakeHop.of("GET", "https://search.example.com:443/", "");
        FakeHop other = FakeHop.of("GET", "https://search.example.com:9200/", "");
        FakeHop otherAsHeader = FakeHop.of("GET", "https://a.test/", "").with("Host", "search.example.com:9200");
        for (FakeHop hop : List.of(implied, explicit, other, otherAsHeader)) {
            signer.sign(hop);
        }
        assertThat(explicit.signature()).isEqualTo(implied.signature());
        assertThat(other.signature()).isNotEqualTo(implied.signature()).isEqualTo(otherAsHeader.signature());
    }

    @Test
    void s3AndOpenSearchServerlessAreTheHashOfThePayloadSent() throws IOException {
        String hash = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
        for (String host : List.of("bucket.s3.eu-west-1.amazonaws.com", "abc.eu-west-1.aoss.amazonaws.com")) {
            FakeHop hop = FakeHop.of("PUT", "https://" + host + "/key", "{}");
            signer(USER).sign(hop);
            assertThat(hop.required("x-amz-content-sha256")).isEqualTo(hash);
            assertThat(hop.signedHeaders()).isEqualTo("host;x-amz-content-sha256;x-amz-date");
        }
    }

    @Test
    void hashThatTheApplicationSentIsCorrectedNotContradicted() throws IOException {
        FakeHop hop = FakeHop.of("PUT", API, "{}").with("X-Amz-Content-Sha256", "of something else");
        signer(USER).sign(hop);
        assertThat(hop.required("x-amz-content-sha256"))
                .isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    }

    @Test
    void unsignedPayloadIsDeclaredAndNotRead() throws IOException {
        FakeHop hop = FakeHop.withUnreadableBody("https://bucket.s3.eu-west-1.amazonaws.com/key");
        signer(USER, AwsEndpoints.of(null, null), Payload.unsigned()).sign(hop);
        assertThat(hop.required("x-amz-content-sha256")).isEqualTo("UNSIGNED-PAYLOAD");
        assertThat(hop.signedHeaders()).contains("x-amz-content-sha256");
    }

    @Test
    void vpcLatticeIsNeverSentASignedPayload() throws IOException {
        FakeHop hop = FakeHop.withUnreadableBody("https://a.b.vpc-lattice-svcs.eu-west-1.on.aws/");
        signer(USER).sign(hop);
        assertThat(hop.required("x-amz-content-sha256")).isEqualTo("UNSIGNED-PAYLOAD");
    }

    @Test
    void bodyThatCannotBeReadIsATerminalErrorThatNamesTheRemedyAndLeavesTheHopAlone() {
        FakeHop hop = FakeHop.withUnreadableBody(API);
        assertThatThrownBy(() -> signer(USER).sign(hop))
                .isInstanceOfSatisfying(
                        AuthenticationException.class,
                        e -> assertThat(e.kind()).isEqualTo(AuthenticationException.Kind.TERMINAL))
                .hasMessageStartingWith("the body cannot be signed: it is a stream that can be read only once;")
                .hasMessageContaining("max-buffered-body");
        assertThat(hop.headers()).isEmpty();
    }

    @Test
    void bodyOverTheLimitIsRefused() {
        FakeHop hop = FakeHop.of("POST", API, "12345");
        SigV4Signer signer = signer(USER, AwsEndpoints.of(null, null), Payload.signed(4));
        assertThatThrownBy(() -> signer.sign(hop)).hasMessageContaining("it is longer than 4 bytes");
    }

    @Test
    void customDomainNeedsServiceAndRegion() {
        FakeHop hop = FakeHop.of("GET", "https://api.example.com/", "");
        assertThatThrownBy(() -> signer(USER).sign(hop))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("'api.example.com'")
                .hasMessageEndingWith("set service and region of the rule");
        assertThatThrownBy(() -> signer(USER, AwsEndpoints.of("lambda", null), Payload.signed(0))
                        .sign(hop))
                .hasMessageEndingWith("set region of the rule");
        assertThatThrownBy(() -> signer(USER, AwsEndpoints.of(null, "eu-west-1"), Payload.signed(0))
                        .sign(hop))
                .hasMessageEndingWith("set service of the rule");
    }

    @Test
    void settingWinsOverTheName() throws IOException {
        FakeHop hop = FakeHop.of("GET", API, "");
        signer(USER, AwsEndpoints.of(null, "us-west-2"), Payload.signed(0)).sign(hop);
        assertThat(hop.required("Authorization")).contains("/20260101/us-west-2/execute-api/aws4_request,");
    }

    @Test
    void keyFollowsTheDayTheCredentialsAndTheRegion() throws IOException {
        Deque<AwsCredentials> turns = new ArrayDeque<>(List.of(USER, SESSION, USER));
        AwsCredentialsSource changing = new ChangingSource(turns);
        SigV4Signer one = SigV4Signer.of(changing, AwsEndpoints.of(null, null), new TickingClock(), Payload.signed(0));
        for (String host : List.of("a.execute-api.eu-west-1", "a.execute-api.eu-west-2", "a.lambda-url.eu-west-1")) {
            AwsCredentials credentials = turns.getFirst();
            String uri = "https://" + host + (host.contains("lambda-url") ? ".on.aws/" : ".amazonaws.com/");
            FakeHop hop = FakeHop.of("GET", uri, "");
            one.sign(hop);
            FakeHop expected = FakeHop.of("GET", uri, "");
            Instant signedAt = Instant.parse(
                    hop.required("X-Amz-Date").replaceAll("(....)(..)(..)T(..)(..)(..)Z", "$1-$2-$3T$4:$5:$6Z"));
            SigV4Signer.of(
                            StaticCredentials.of(credentials),
                            AwsEndpoints.of(null, null),
                            Clock.fixed(signedAt, ZoneOffset.UTC),
                            Payload.signed(0))
                    .sign(expected);
            assertThat(hop.headers()).isEqualTo(expected.headers());
        }
    }

    @Test
    void renewalAsksTheSourceForOthersThanThoseThatSigned() throws IOException {
        ChangingSource source = new ChangingSource(new ArrayDeque<>(List.of(USER, SESSION)));
        Authorization authorization = SigV4Signer.of(source, AwsEndpoints.of(null, null), NOON, Payload.signed(0))
                .sign(FakeHop.of("GET", API, ""));
        assertThat(authorization.renew(403)).isTrue();
        assertThat(source.rejected).containsExactly(USER);
    }

    @Test
    void staticKeysAreNotWorthAnotherSend() throws IOException {
        assertThat(signer(USER).sign(FakeHop.of("GET", API, "")).renew(403)).isFalse();
    }

    @Test
    void setsTheAuthorizationHeader() {
        assertThat(signer(USER).header()).isEqualTo("Authorization");
    }

    private static SigV4Signer signer(AwsCredentials credentials) {
        return signer(credentials, AwsEndpoints.of(null, null), Payload.signed(1024));
    }

    private static SigV4Signer signer(AwsCredentials credentials, AwsEndpoints endpoints, Payload payload) {
        return SigV4Signer.of(StaticCredentials.of(credentials), endpoints, NOON, payload);
    }

    private static Map<String, List<String>> copy(FakeHop hop) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(hop.headers());
        return copy;
    }

    /** Gives the next credentials for each request, and remembers which ones were refused. */
    private static final class ChangingSource implements AwsCredentialsSource {
        private final Deque<AwsCredentials> turns;
        private final Deque<AwsCredentials> rejected = new ArrayDeque<>();

        ChangingSource(Deque<AwsCredentials> turns) {
            this.turns = turns;
        }

        @Override
        public AwsCredentials current() {
            return turns.removeFirst();
        }

        @Override
        public boolean renew(AwsCredentials refused) {
            rejected.add(refused);
            return true;
        }
    }

    /** A day later each time it is asked. */
    private static final class TickingClock extends Clock {
        private Instant now = Instant.parse("2026-12-30T23:59:59Z");

        @Override
        public Instant instant() {
            now = now.plusSeconds(86_400);
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
