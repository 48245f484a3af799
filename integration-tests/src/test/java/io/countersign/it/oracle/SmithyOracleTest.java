package io.countersign.it.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.countersign.aws.AwsCredentials;
import io.countersign.aws.StaticCredentials;
import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestTarget;
import io.countersign.secret.Secret;
import io.countersign.sigv4.AwsEndpoints;
import io.countersign.sigv4.Payload;
import io.countersign.sigv4.SigV4Signer;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The engine signs random requests exactly as the AWS SDK for JavaScript does. */
final class SmithyOracleTest {

    private static final int REQUESTS = 3_000;
    private static final long SEED = 20150830;
    private static final String HOST = "api.example.com";
    private static final String REGION = "eu-central-1";
    private static final Instant NOW = Instant.parse("2026-11-01T09:08:07Z");

    @AutoClose
    private static NodeScript script;

    @BeforeAll
    static void start() {
        script = NodeScript.start("sigv4.mjs");
    }

    @Test
    void signsAsTheSdkForJavaScriptDoes() throws IOException {
        Random random = new Random(SEED);
        for (int i = 0; i < REQUESTS; i++) {
            RandomRequest request = RandomRequest.of(random);
            Hop hop = new Hop(request);
            signer(request).sign(hop);
            JsonNode signed = script.ask(question(request));
            for (String name : List.of("authorization", "x-amz-date", "x-amz-content-sha256", "x-amz-security-token")) {
                assertThat(hop.header(name))
                        .as("%s of request %s, %s", name, i, request)
                        .isEqualTo(signed.path(name).textValue());
            }
        }
    }

    private static SigV4Signer signer(RandomRequest request) {
        Secret token = request.sessionToken().isEmpty() ? null : Secret.of(request.sessionToken());
        return SigV4Signer.of(
                StaticCredentials.of(AwsCredentials.of("AKIDEXAMPLE", Secret.of("secret/key+1"), token, null)),
                AwsEndpoints.of(request.service(), REGION),
                Clock.fixed(NOW, ZoneOffset.UTC),
                Payload.signed(Long.MAX_VALUE));
    }

    private static JsonNode question(RandomRequest random) {
        ObjectNode question = JsonNodeFactory.instance.objectNode();
        question.put("service", random.service()).put("region", REGION).put("date", NOW.toString());
        ObjectNode credentials = question.putObject("credentials");
        credentials.put("accessKeyId", "AKIDEXAMPLE").put("secretAccessKey", "secret/key+1");
        if (!random.sessionToken().isEmpty()) {
            credentials.put("sessionToken", random.sessionToken());
        }
        ObjectNode request = question.putObject("request");
        request.put("method", random.method()).put("protocol", "https:").put("hostname", HOST);
        request.put("path", random.path()).put("body", Base64.getEncoder().encodeToString(random.body()));
        ObjectNode query = request.putObject("query");
        random.query().forEach((name, values) -> values.forEach(query.putArray(name)::add));
        ObjectNode headers = request.putObject("headers").put("host", HOST);
        random.headers().forEach(headers::put);
        return question;
    }

    /** With what others add on the way, and the content hash that this oracle always sends. */
    private static final class Hop implements OutboundRequest {
        private final RandomRequest request;
        private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

        Hop(RandomRequest request) {
            this.request = request;
            request.headers().forEach(this::setHeader);
            setHeader("User-Agent", "a test");
            setHeader("Accept", "*/*");
            setHeader("x-amz-content-sha256", "of yesterday");
        }

        @Override
        public String method() {
            return request.method();
        }

        @Override
        public RequestTarget target() {
            String query = request.sentQuery().isEmpty() ? "" : "?" + request.sentQuery();
            return RequestTarget.of("https", HOST, 443, request.path() + query);
        }

        @Override
        public @Nullable String header(String name) {
            List<String> values = headers.get(name);
            return values == null ? null : values.get(0);
        }

        @Override
        public Map<String, List<String>> headers() {
            return headers;
        }

        @Override
        public void setHeader(String name, String value) {
            headers.put(name, new ArrayList<>(List.of(value)));
        }

        @Override
        public void removeHeader(String name) {
            headers.remove(name);
        }

        @Override
        public byte[] body(long limit) {
            return request.body();
        }
    }
}
