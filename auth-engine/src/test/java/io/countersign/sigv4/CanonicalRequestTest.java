package io.countersign.sigv4;

import io.countersign.aws.AwsCredentials;
import io.countersign.aws.StaticCredentials;
import io.countersign.secret.Secret;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is shown as the canonical request leads to the signature that was sent. */
final class CanonicalRequestTest {

    private static final Secret KEY = Secret.of("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "https://a.execute-api.eu-west-1.amazonaws.com/a%20b/../c?x=1&a=2, execute-api",
        "https://bucket.s3.eu-west-1.amazonaws.com/a%20b/../c, s3",
        "https://search-x.eu-west-1.es.amazonaws.com/, es",
    })
    void itIsWhatWasSigned(String address, String service) throws IOException {
        FakeHop hop = FakeHop.of("PUT", address, "{\"item\":7}").with("Content-Type", "application/json");
        hop.with("Accept", "*/*");
        signer(AwsCredentials.of("AKIAIOSFODNN7EXAMPLE", KEY))
                .signingAlso("accept")
                .sign(hop);

        AwsEndpoint endpoint = AwsEndpoint.of(service, "eu-west-1");
        HmacSha256 signingKey = HmacSha256.of(SigV4.signingKey(KEY, "20261122", endpoint));
        String toSign = SigV4.stringToSign(
                "20261122T120000Z", SigV4.credentialScope("20261122", endpoint), CanonicalRequest.of(hop, 100));
        assertThat(hop.signature()).isEqualTo(SigV4.signature(signingKey, toSign));
    }

    @Test
    void theSessionTokenIsNotInIt() throws IOException {
        FakeHop hop = FakeHop.get("a.execute-api.eu-west-1.amazonaws.com", "/");
        signer(AwsCredentials.of("ASIA", KEY, Secret.of("session+token"), null)).sign(hop);
        assertThat(CanonicalRequest.of(hop, 0))
                .contains("x-amz-security-token:****\n")
                .doesNotContain("session+token");
    }

    @Test
    void whatIsNotSignedHasNone() throws IOException {
        FakeHop hop = FakeHop.get("a.execute-api.eu-west-1.amazonaws.com", "/");
        assertThat(CanonicalRequest.of(hop, 0)).isEmpty();
        assertThat(CanonicalRequest.of(hop.with("Authorization", "Bearer t"), 0))
                .isEmpty();
    }

    private static SigV4Signer signer(AwsCredentials credentials) {
        return SigV4Signer.of(
                StaticCredentials.of(credentials), AwsEndpoints.of(null, null), NOON, Payload.signed(100));
    }
}
