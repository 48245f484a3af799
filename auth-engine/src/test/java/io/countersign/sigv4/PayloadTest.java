package io.countersign.sigv4;

import io.countersign.aws.AwsCredentials;
import io.countersign.aws.StaticCredentials;
import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What stands for the body in a signature, by rule and by service. */
final class PayloadTest {

    private static final AwsCredentials USER = AwsCredentials.of("AKIDEXAMPLE", Secret.of("wJalrXUtnFEMI"));
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String API = "https://abc.execute-api.eu-west-1.amazonaws.com/prod/orders";

    @Test
    void s3AndOpenSearchServerlessAreTheHashOfThePayloadSent() throws IOException {
        String hash = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
        for (String host : List.of("bucket.s3.eu-west-1.amazonaws.com", "abc.eu-west-1.aoss.amazonaws.com")) {
            FakeHop hop = FakeHop.of("PUT", "https://" + host + "/key", "{}");
            signer(Payload.signed(1024)).sign(hop);
            assertThat(hop.required("x-amz-content-sha256")).isEqualTo(hash);
            assertThat(hop.signedHeaders()).isEqualTo("host;x-amz-content-sha256;x-amz-date");
        }
    }

    @Test
    void hashThatTheApplicationSentIsCorrectedNotContradicted() throws IOException {
        FakeHop hop = FakeHop.of("PUT", API, "{}").with("X-Amz-Content-Sha256", "of something else");
        signer(Payload.signed(1024)).sign(hop);
        assertThat(hop.required("x-amz-content-sha256"))
                .isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    }

    @Test
    void unsignedPayloadIsDeclaredAndNotRead() throws IOException {
        FakeHop hop = FakeHop.withUnreadableBody("https://bucket.s3.eu-west-1.amazonaws.com/key");
        signer(Payload.unsigned()).sign(hop);
        assertThat(hop.required("x-amz-content-sha256")).isEqualTo("UNSIGNED-PAYLOAD");
        assertThat(hop.signedHeaders()).contains("x-amz-content-sha256");
    }

    @Test
    void vpcLatticeIsNeverSentASignedPayload() throws IOException {
        FakeHop hop = FakeHop.withUnreadableBody("https://a.b.vpc-lattice-svcs.eu-west-1.on.aws/");
        signer(Payload.signed(1024)).sign(hop);
        assertThat(hop.required("x-amz-content-sha256")).isEqualTo("UNSIGNED-PAYLOAD");
    }

    @Test
    void lambdaIsNeverSentAnUnsignedPayload() {
        FakeHop hop = FakeHop.of("POST", "https://abc.lambda-url.eu-west-1.on.aws/", "{}");
        assertThatThrownBy(() -> signer(Payload.unsigned()).sign(hop))
                .isInstanceOfSatisfying(
                        AuthenticationException.class,
                        e -> assertThat(e.kind()).isEqualTo(AuthenticationException.Kind.TERMINAL))
                .hasMessage("AWS Lambda takes no unsigned payload; set payload = signed for its hosts");
        assertThat(hop.headers()).isEmpty();
    }

    @Test
    void bodyThatCannotBeReadIsATerminalErrorThatNamesTheRemedyAndLeavesTheHopAlone() {
        FakeHop hop = FakeHop.withUnreadableBody(API);
        assertThatThrownBy(() -> signer(Payload.signed(1024)).sign(hop))
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
        SigV4Signer signer = signer(Payload.signed(4));
        assertThatThrownBy(() -> signer.sign(hop)).hasMessageContaining("it is longer than 4 bytes");
    }

    private static SigV4Signer signer(Payload payload) {
        return SigV4Signer.of(StaticCredentials.of(USER), AwsEndpoints.of(null, null), NOON, payload);
    }
}
