package io.countersign.counterpart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The API lets in only who brings what it asks for, on every hop. */
final class ApiServerTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T09:08:07Z"));
    private final TokenIssuer issuer = TokenIssuer.of("http://issuer", clock);
    private final Requirement access = Requirement.bearer(issuer, "access", "client");

    @Test
    void onlyTheOneRightTokenIsLetIn() throws Exception {
        String token = issuer.accessToken("alice", "client", Duration.ofMinutes(5));
        try (ApiServer api = ApiServer.requiring(access)) {
            assertThat(status(api.at("/echo"))).isEqualTo(401);
            assertThat(status(api.at("/echo"), "Authorization", "Bearer " + token))
                    .isEqualTo(200);
            assertThat(status(api.at("/echo"), "Authorization", token)).isEqualTo(401);
            String idToken = issuer.idToken("alice", "client", Duration.ofMinutes(5));
            assertThat(status(api.at("/echo"), "Authorization", "Bearer " + idToken))
                    .isEqualTo(401);
            assertThat(status(api.at("/echo"), "Authorization", "Bearer " + token, "Authorization", "Bearer " + token))
                    .isEqualTo(401);
            assertThat(api.refusals()).hasSize(4);
        }
    }

    @Test
    void anotherIssuersTokenIsRefused() throws Exception {
        String token = TokenIssuer.of("http://issuer", clock).accessToken("alice", "client", Duration.ofMinutes(5));
        try (ApiServer api = ApiServer.requiring(access)) {
            assertThat(status(api.at("/echo"), "Authorization", "Bearer " + token))
                    .isEqualTo(401);
            assertThat(api.refusals()).containsExactly("the token is not signed by this issuer");
        }
    }

    @Test
    void redirectsAreHopsOfTheirOwn() throws Exception {
        try (ApiServer there = ApiServer.requiring(Requirement.apiKey("key"));
                ApiServer here = ApiServer.requiring(Requirement.none())) {
            assertThat(status(here.at("/redirect-same?status=307"))).isEqualTo(200);
            assertThat(here.received()).extracting(ReceivedRequest::path).containsExactly("/redirect-same", "/echo");
            assertThat(status(here.at(ApiServer.redirectTo(there.at("localhost", "/x?y=z")))))
                    .isEqualTo(401);
            assertThat(there.received()).extracting(ReceivedRequest::target).containsExactly("/x?y=z");
        }
    }

    @Test
    void rejectsAsManyHopsAsItIsTold() throws Exception {
        try (ApiServer api = ApiServer.requiring(Requirement.apiKey("key"))) {
            api.rejectNext(1);
            assertThat(status(api.at("/"), "x-api-key", "key")).isEqualTo(401);
            assertThat(status(api.at("/"), "x-api-key", "key")).isEqualTo(200);
            api.rejectAlways();
            assertThat(status(api.at("/"), "x-api-key", "key")).isEqualTo(401);
            api.reset();
            assertThat(status(api.at("/"), "x-api-key", "key")).isEqualTo(200);
            assertThat(status(api.at("/"), "x-api-key", "another")).isEqualTo(401);
        }
    }

    private static int status(URI uri, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
