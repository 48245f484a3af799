package io.countersign.sigv4;

import io.countersign.aws.AwsCredentials;
import io.countersign.aws.AwsCredentialsSource;
import io.countersign.aws.StaticCredentials;
import io.countersign.request.AuthenticationException;
import io.countersign.request.Authorization;
import io.countersign.request.FakeResponse;
import io.countersign.secret.Secret;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void whiteSpaceInValuesIsFoldedInTheSignatureOnly() throws IOException {
        FakeHop wide = FakeHop.of("POST", API, "{}").with("Content-Type", "text/plain;  charset=a\t b ");
        FakeHop narrow = FakeHop.of("POST", API, "{}").with("Content-Type", "text/plain; charset=a b");
        signer(USER).sign(wide);
        signer(USER).sign(narrow);
        assertThat(wide.signature()).isEqualTo(narrow.signature());
        assertThat(wide.required("Content-Type")).isEqualTo("text/plain;  charset=a\t b ");

        FakeHop inner = FakeHop.of("POST", API, "{}").with("Content-Type", "text/plain;  charset=a b");
        signer(USER).sign(inner);
        assertThat(inner.signature()).isEqualTo(narrow.signature());
    }

    @ParameterizedTest
    @ValueSource(strings = {"line\nend", "line\rend", "a blank", "\u00fc", "end\n", "\0"})
    void credentialsThatNoHeaderCanCarryAreRefusedWithoutBeingShown(String text) {
        FakeHop hop = FakeHop.of("GET", API, "");
        AwsCredentials session = AwsCredentials.of("ASIA", Secret.of("key"), Secret.of(text), null);
        AwsCredentials user = AwsCredentials.of(text, Secret.of("key"));
        assertThatThrownBy(() -> signer(session).sign(hop))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageStartingWith("the session token of the AWS credentials has the character U+00")
                .hasMessageEndingWith(", which no header can carry; check where it comes from")
                .message()
                .doesNotContain(text);
        assertThatThrownBy(() -> signer(user).sign(hop)).hasMessageStartingWith("the access key id of the AWS");
        assertThat(hop.headers()).isEmpty();
    }

    @Test
    void customDomainNeedsServiceAndRegion() {
        FakeHop hop = FakeHop.of("GET", "https://api.example.com/", "");
        assertThatThrownBy(() -> signer(USER).sign(hop))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("'api.example.com'")
                .hasMessageEndingWith("add service and region to the rule");
        assertThatThrownBy(() -> signer(USER, AwsEndpoints.of("lambda", null), Payload.signed(0))
                        .sign(hop))
                .hasMessageEndingWith("add region to the rule");
        assertThatThrownBy(() -> signer(USER, AwsEndpoints.of(null, "eu-west-1"), Payload.signed(0))
                        .sign(hop))
                .hasMessageEndingWith("add service to the rule");
    }

    @Test
    void settingWinsOverTheName() throws IOException {
        FakeHop hop = FakeHop.of("GET", API, "");
        signer(USER, AwsEndpoints.of(null, "us-west-2"), Payload.signed(0)).sign(hop);
        assertThat(hop.required("Authorization")).contains("/20260101/us-west-2/execute-api/aws4_request,");
    }

    @Test
    void keyFollowsTheCredentialsTheDayAndTheRegion() throws IOException {
        String ireland = "https://a.execute-api.eu-west-1.amazonaws.com/";
        List<Turn> turns = List.of(
                new Turn(ireland, USER, "2026-12-31T23:59:59Z"),
                new Turn(ireland, SESSION, "2026-12-31T23:59:59Z"),
                new Turn(ireland, SESSION, "2027-01-01T00:00:00Z"),
                new Turn("https://a.execute-api.eu-west-2.amazonaws.com/", SESSION, "2027-01-01T00:00:00Z"),
                new Turn("https://a.lambda-url.eu-west-2.on.aws/", SESSION, "2027-01-01T00:00:00Z"));
        Iterator<Turn> times = turns.iterator();
        Deque<AwsCredentials> credentials = new ArrayDeque<>();
        turns.forEach(turn -> credentials.add(turn.credentials));
        InstantSource clock = () -> Instant.parse(times.next().now);
        SigV4Signer reused = SigV4Signer.of(
                new ChangingSource(credentials),
                AwsEndpoints.of(null, null),
                clock.withZone(ZoneOffset.UTC),
                Payload.signed(0));
        for (Turn turn : turns) {
            FakeHop hop = FakeHop.of("GET", turn.uri, "");
            reused.sign(hop);
            assertThat(hop.headers()).isEqualTo(turn.signedByANewSigner().headers());
        }
    }

    @Test
    void s3SignsThePathAsItIsSent() throws IOException {
        FakeHop s3 = FakeHop.of("GET", "https://bucket.example.com/a%20b//../c", "");
        signer(USER, AwsEndpoints.of("s3", "eu-west-1"), Payload.signed(0)).sign(s3);
        String canonical = SigV4.canonicalRequest(
                "GET",
                s3.target(),
                true,
                SignedHeaders.of(s3, Set.of()).canonical(),
                s3.required("x-amz-content-sha256"));
        assertThat(canonical).startsWith("GET\n/a%20b//../c\n\nhost:bucket.example.com\n");
        HmacSha256 key =
                HmacSha256.of(SigV4.signingKey(USER.secretAccessKey(), "20260101", AwsEndpoint.of("s3", "eu-west-1")));
        String toSign = SigV4.stringToSign("20260101T120000Z", "20260101/eu-west-1/s3/aws4_request", canonical);
        assertThat(s3.signature()).isEqualTo(SigV4.signature(key, toSign));
    }

    @Test
    void renewalAsksTheSourceForOthersThanThoseThatSigned() throws IOException {
        ChangingSource source = new ChangingSource(new ArrayDeque<>(List.of(USER, SESSION)));
        Authorization authorization = SigV4Signer.of(source, AwsEndpoints.of(null, null), NOON, Payload.signed(0))
                .sign(FakeHop.of("GET", API, ""));
        assertThat(authorization.renew(FakeResponse.of(401))).isTrue();
        assertThat(source.rejected).containsExactly(USER);
    }

    @Test
    void staticKeysAreNotWorthAnotherSend() throws IOException {
        assertThat(signer(USER).sign(FakeHop.of("GET", API, "")).renew(FakeResponse.of(401)))
                .isFalse();
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

    /** One of several requests that the same signer signs. */
    private record Turn(String uri, AwsCredentials credentials, String now) {

        FakeHop signedByANewSigner() throws IOException {
            FakeHop hop = FakeHop.of("GET", uri, "");
            SigV4Signer.of(
                            StaticCredentials.of(credentials),
                            AwsEndpoints.of(null, null),
                            Clock.fixed(Instant.parse(now), ZoneOffset.UTC),
                            Payload.signed(0))
                    .sign(hop);
            return hop;
        }
    }
}
