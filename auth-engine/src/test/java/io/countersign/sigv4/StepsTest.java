package io.countersign.sigv4;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.request.RequestTarget;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What botocore hashes on its way to each recorded AppSync signature, step by step. */
final class StepsTest {

    @ParameterizedTest
    @MethodSource("vectors")
    void canonicalRequestAndStringToSignAreThoseOfBotocore(Vector vector) {
        FakeHop hop = vector.hop();
        CanonicalHeaders headers =
                SignedHeaders.of(hop, Set.of("accept", "content-encoding")).canonical();
        String expected = vector.text("canonical_request");
        String payloadHash = expected.substring(expected.lastIndexOf('\n') + 1);

        String canonicalRequest = SigV4.canonicalRequest("POST", hop.target(), false, headers, payloadHash);
        assertThat(canonicalRequest).isEqualTo(expected);

        String date = vector.text("clock").substring(0, 8);
        String scope = SigV4.credentialScope(date, AwsEndpoint.of("appsync", vector.text("resolved_region")));
        assertThat(SigV4.stringToSign(vector.text("clock"), scope, canonicalRequest))
                .isEqualTo(vector.text("string_to_sign"));
    }

    static List<Vector> vectors() throws IOException {
        try (InputStream file = StepsTest.class.getResourceAsStream("/vectors/appsync.json")) {
            List<Vector> vectors = new ArrayList<>();
            new ObjectMapper().readTree(file).get("vectors").forEach(json -> {
                if (json.has("canonical_request")) {
                    vectors.add(new Vector(json));
                }
            });
            assertThat(vectors).hasSize(12);
            return vectors;
        }
    }

    /** One recorded signature. */
    record Vector(JsonNode json) {

        FakeHop hop() {
            FakeHop hop = FakeHop.of("POST", RequestTarget.of(URI.create(text("signed_url"))), new byte[0]);
            json.get("result_headers")
                    .properties()
                    .forEach(header ->
                            hop.with(header.getKey(), header.getValue().textValue()));
            return hop;
        }

        String text(String field) {
            return json.get(field).textValue();
        }

        @Override
        public String toString() {
            return text("name");
        }
    }
}
