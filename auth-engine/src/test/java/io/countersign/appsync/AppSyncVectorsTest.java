package io.countersign.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.aws.AwsCredentials;
import io.countersign.aws.StaticCredentials;
import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every vector recorded from gql 4 and botocore: the same headers in the same order, and the same URL. */
final class AppSyncVectorsTest {

    @ParameterizedTest
    @MethodSource("vectors")
    void headersAreThoseOfGql(Vector vector) throws IOException {
        assertThat(vector.headers()).containsExactlyEntriesOf(vector.expectedHeaders());
    }

    @ParameterizedTest
    @MethodSource("vectorsWithUrl")
    void authUrlIsThatOfGql(Vector vector) throws IOException {
        String url = vector.authentication().authUrl(vector.text("url"));

        assertThat(url).isEqualTo(vector.text("auth_url"));
        String encoded = url.substring(url.indexOf("header=") + "header=".length(), url.indexOf("&payload"));
        assertThat(new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8))
                .isEqualTo(vector.text("auth_url_header_decoded"));
    }

    @ParameterizedTest
    @MethodSource("vectorsWithUrl")
    void subprotocolHoldsTheSameInTheAlphabetOfUrls(Vector vector) throws IOException {
        String name = vector.authentication().authSubprotocol(AppSyncApi.GRAPHQL);

        assertThat(name).matches("header-[A-Za-z0-9_-]+");
        assertThat(new String(
                        Base64.getUrlDecoder().decode(name.substring("header-".length())), StandardCharsets.UTF_8))
                .isEqualTo(vector.text("auth_url_header_decoded"));
    }

    @Test
    void noVectorIsLeftOut() throws IOException {
        assertThat(vectors()).hasSize(16);
        assertThat(vectorsWithUrl()).hasSize(9);
    }

    static List<Vector> vectors() throws IOException {
        try (InputStream file = AppSyncVectorsTest.class.getResourceAsStream("/vectors/appsync.json")) {
            List<Vector> vectors = new ArrayList<>();
            new ObjectMapper().readTree(file).get("vectors").forEach(json -> vectors.add(new Vector(json)));
            return vectors;
        }
    }

    static List<Vector> vectorsWithUrl() throws IOException {
        return vectors().stream()
                .filter(vector -> vector.json().has("auth_url"))
                .toList();
    }

    /** One recorded call of gql. */
    record Vector(JsonNode json) {

        Map<String, String> headers() throws AuthenticationException {
            String data = textOrNull("data");
            if (data == null) {
                return authentication().connectHeaders();
            }
            return json.get("headers").isNull()
                    ? authentication().startHeaders(data)
                    : authentication().httpHeaders(data);
        }

        AppSyncAuthentication authentication() throws AuthenticationException {
            AppSyncHost host = AppSyncHost.of(text("host"));
            return switch (text("kind")) {
                case "apikey" -> HeaderAuthentication.apiKey(host, Secret.of(text("api_key")));
                case "jwt" -> HeaderAuthentication.token(host, Secret.of(text("jwt")));
                case "iam" -> IamAuthentication.of(host, textOrNull("region"), credentials(), clock());
                default -> throw new AssertionError("unknown kind " + text("kind"));
            };
        }

        Map<String, String> expectedHeaders() {
            Map<String, String> headers = new LinkedHashMap<>();
            json.get("result_headers")
                    .properties()
                    .forEach(entry ->
                            headers.put(entry.getKey(), entry.getValue().textValue()));
            return headers;
        }

        String text(String field) {
            return Objects.requireNonNull(textOrNull(field), field);
        }

        private StaticCredentials credentials() {
            String sessionToken = textOrNull("session_token");
            return StaticCredentials.of(AwsCredentials.of(
                    text("access_key"),
                    Secret.of(text("secret_key")),
                    sessionToken == null ? null : Secret.of(sessionToken),
                    null));
        }

        private Clock clock() {
            LocalDateTime time =
                    LocalDateTime.parse(text("clock"), DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'"));
            return Clock.fixed(time.toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        }

        private @Nullable String textOrNull(String field) {
            JsonNode value = json.get(field);
            return value == null ? null : value.textValue();
        }

        @Override
        public String toString() {
            return text("name");
        }
    }
}
