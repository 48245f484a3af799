package io.countersign.it.oracle;

import io.countersign.counterpart.Header;
import io.countersign.counterpart.ReceivedRequest;
import io.countersign.counterpart.SigV4Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The verifier lets in what the AWS SDK for JavaScript signs, and nothing that was changed afterwards. */
final class SigV4OracleTest {

    private static final Instant NOW = Instant.parse("2026-11-01T09:08:07Z");
    private static final SigV4Verifier.Account KEY = new SigV4Verifier.Account("AKIDEXAMPLE", "secret/key+1", "");
    private static final SigV4Verifier.Account SESSION = new SigV4Verifier.Account("ASIDEXAMPLE", "other", "token==");
    private static final byte[] BODY = "{\"n\":\"\u00e9\"}".getBytes(StandardCharsets.UTF_8);
    private static final String TARGET = "/v1/a%20b/%2Fc?z=1&a=%C3%A9&a=&b=x%2By";
    private static final Map<String, List<String>> QUERY =
            Map.of("z", List.of("1"), "a", List.of("\u00e9", ""), "b", List.of("x+y"));

    @AutoClose
    private static SmithySigner signer;

    @AutoClose
    private static SmithySigner sessionSigner;

    @BeforeAll
    static void start() {
        signer = new SmithySigner(KEY);
        sessionSigner = new SmithySigner(SESSION);
    }

    @Test
    void whatItSignsIsLetIn() throws IOException {
        assertThat(refusal(signed())).isEmpty();
        assertThat(refusal(signer.sign("GET", "/", Map.of(), new byte[0], NOW))).isEmpty();
        assertThat(refusal(signer.sign("DELETE", "/a//b/./c/../d/", Map.of(), new byte[0], NOW)))
                .isEmpty();
    }

    @Test
    void aSessionTokenIsPartOfTheKey() throws IOException {
        ReceivedRequest request = sessionSigner.sign("POST", TARGET, QUERY, BODY, NOW);
        assertThat(verifier(SESSION, NOW).refusal(request)).isEmpty();
        ReceivedRequest without = withHeaders(request, lines -> {
            lines.removeIf(line -> line.name().equalsIgnoreCase("x-amz-security-token"));
            return lines;
        });
        assertThat(verifier(SESSION, NOW).refusal(without)).hasValue("not the session token of this key");
    }

    @Test
    void aChangedBodyIsRefused() throws IOException {
        ReceivedRequest request = signed();
        byte[] body = request.body();
        body[0]++;
        assertThat(refusal(ReceivedRequest.of("POST", TARGET, request.headers(), body)))
                .hasValue("x-amz-content-sha256 is not the hash of the body");
        ReceivedRequest silent = withHeaders(ReceivedRequest.of("POST", TARGET, request.headers(), body), lines -> {
            lines.removeIf(line -> line.name().equalsIgnoreCase("x-amz-content-sha256"));
            return lines;
        });
        assertThat(refusal(silent)).hasValue("the signature does not match what arrived");
    }

    @Test
    void aChangedMethodPathOrQueryIsRefused() throws IOException {
        List<Header> headers = signed().headers();
        for (ReceivedRequest changed : List.of(
                ReceivedRequest.of("PUT", TARGET, headers, BODY),
                ReceivedRequest.of("POST", TARGET.replace("v1", "v2"), headers, BODY),
                ReceivedRequest.of("POST", TARGET.replace("%2Fc", "/c"), headers, BODY),
                ReceivedRequest.of("POST", TARGET.replace("z=1", "z=2"), headers, BODY),
                ReceivedRequest.of("POST", TARGET + "&c=", headers, BODY))) {
            assertThat(refusal(changed)).hasValue("the signature does not match what arrived");
        }
    }

    @Test
    void aChangedSignedHeaderIsRefusedAndAnUnsignedOneMayCome() throws IOException {
        assertThat(refusal(changed("host", "evil.example.com"))).hasValue("the signature does not match what arrived");
        assertThat(refusal(changed("content-type", "text/plain"))).isPresent();
        assertThat(refusal(added("X-Amz-Meta", "1"))).hasValue("header x-amz-meta is not signed");
        assertThat(refusal(added("traceparent", "00-1"))).isEmpty();
    }

    @Test
    void twoAuthorizationHeadersAreRefused() throws IOException {
        assertThat(refusal(added("Authorization", "Bearer x"))).hasValue("2 headers Authorization, not one");
        assertThat(refusal(added("X-Amz-Date", "20261101T090807Z"))).hasValue("2 headers X-Amz-Date, not one");
    }

    @Test
    void anotherKeyScopeOrTimeIsRefused() throws IOException {
        SigV4Verifier.Account wrong = new SigV4Verifier.Account("AKIDEXAMPLE", "wrong", "");
        assertThat(verifier(wrong, NOW).refusal(signed())).hasValue("the signature does not match what arrived");
        assertThat(verifier(SESSION, NOW).refusal(signed())).hasValue("unknown access key");
        assertThat(verifier(KEY, NOW.plus(Duration.ofMinutes(5))).refusal(signed()))
                .hasValue("not dated within five minutes of now");
        assertThat(SigV4Verifier.of(KEY, "appsync", "eu-central-1", Clock.fixed(NOW, ZoneOffset.UTC))
                        .refusal(signed()))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("of another scope"));
    }

    private static ReceivedRequest signed() throws IOException {
        return signer.sign("POST", TARGET, QUERY, BODY, NOW);
    }

    private static ReceivedRequest changed(String name, String value) throws IOException {
        return withHeaders(signed(), lines -> {
            lines.replaceAll(line -> line.name().equals(name) ? new Header(name, value) : line);
            return lines;
        });
    }

    private static ReceivedRequest added(String name, String value) throws IOException {
        return withHeaders(signed(), lines -> {
            lines.add(new Header(name, value));
            return lines;
        });
    }

    private static ReceivedRequest withHeaders(ReceivedRequest request, UnaryOperator<List<Header>> change) {
        List<Header> headers = change.apply(new ArrayList<>(request.headers()));
        return ReceivedRequest.of(request.method(), request.target(), headers, request.body());
    }

    private static Optional<String> refusal(ReceivedRequest request) {
        return verifier(KEY, NOW).refusal(request);
    }

    private static SigV4Verifier verifier(SigV4Verifier.Account account, Instant now) {
        return SigV4Verifier.of(account, "execute-api", "eu-central-1", Clock.fixed(now, ZoneOffset.UTC));
    }
}
