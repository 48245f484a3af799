package io.countersign.counterpart;

import io.countersign.counterpart.AppSyncClient.Open;
import io.countersign.counterpart.AppSyncHandshake.Form;
import io.countersign.counterpart.GatedApi.Mode;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** The gate lets in all forms and modes of AWS's guide, and nothing that differs from them. */
final class AppSyncGateTest {

    @TempDir
    private Path folder;

    private final GatedApi api = new GatedApi();

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyModeIsLetInByEveryForm(Mode mode) throws InterruptedException {
        for (Form form : Form.values()) {
            api.gate.reset();
            Open open = api.open(form, api.headers(mode, "/graphql/connect", "{}"));
            assertThat(open.socket().getSubprotocol()).isEqualTo("graphql-ws");
            open.init()
                    .say(AppSyncClient.start(
                            "s1", AppSyncClient.json(api.headers(mode, "/graphql", AppSyncClient.QUERY))));
            assertThat(open.hear()).isEqualTo("{\"type\":\"start_ack\",\"id\":\"s1\"}");
            assertThat(api.engine.send("{\"sent\":{\"text\":\"hello\"}}")).isEqualTo(1);
            assertThat(open.hear())
                    .isEqualTo(
                            "{\"type\":\"data\",\"id\":\"s1\",\"payload\":{\"data\":{\"sent\":{\"text\":\"hello\"}}}}");
            open.say("{\"type\":\"stop\",\"id\":\"s1\"}");
            assertThat(open.hear()).isEqualTo("{\"type\":\"complete\",\"id\":\"s1\"}");
            assertThat(api.gate.refusals()).isEmpty();
            assertThat(api.gate.handshakes())
                    .extracting(AppSyncHandshake::forms)
                    .containsExactly(Set.of(form));
            assertThat(api.gate.starts()).hasSize(1);
            assertThat(api.gate.messages()).hasSize(3);
            open.socket().abort();
        }
    }

    @Test
    void whatIsExpiredOrOfAnotherIsRefusedAtTheHandshake() {
        List<Header> token = api.headers(Mode.ACCESS_TOKEN, "", "");
        List<Header> signed = api.headers(Mode.IAM, "/graphql/connect", "{}");
        assertRefused("AWS_IAM: the signature does not match", api.headers(Mode.IAM, "/graphql", "{}"));
        assertRefused(
                "API_KEY: 1 x-api-key headers, or not the key", List.of(api.host(), new Header("x-api-key", "da2")));
        assertRefused(
                "OPENID_CONNECT: the token is not a JWT",
                List.of(api.host(), new Header("Authorization", "Bearer custom token")));
        api.clock.advance(Duration.ofMinutes(6));
        assertRefused("OPENID_CONNECT: the token is expired", token);
        assertRefused("AWS_IAM: not dated within five minutes of now", signed);
        List<Header> stranger = List.of(
                api.host(),
                new Header(
                        "Authorization",
                        TokenIssuer.of("https://issuer.test", api.clock).idToken("a", "client", Duration.ofHours(1))));
        assertRefused("OPENID_CONNECT: the token is not signed by this issuer", stranger);
        api.issuer.spoil(TokenFlaw.WRONG_SIGNATURE);
        assertRefused("not signed by this issuer", api.headers(Mode.ID_TOKEN, "", ""));
    }

    @Test
    void theHostIsTheOneOfHttp() {
        try (AppSyncGate named = AppSyncGate.start(
                AppSyncHosts.of("abc.appsync-api.eu-central-1.amazonaws.com"),
                api.engine,
                AppSyncMode.apiKey("da2-key"))) {
            assertThat(named.realtime("/graphql"))
                    .hasHost("abc.appsync-realtime-api.eu-central-1.amazonaws.com")
                    .hasScheme("ws");
            assertThat(named.authority()).startsWith("abc.appsync-api.eu-central-1.amazonaws.com:");
        }
        Header key = new Header("x-api-key", "da2-key");
        assertRefused(
                "host is 'abc.appsync-realtime-api.test' instead of '127.0.0.1:",
                List.of(key, new Header("host", "abc.appsync-realtime-api.test")));
        assertRefused("host is '' instead of", List.of(key));
    }

    @Test
    void theHostOfTheHandshakeIsTheRealtimeOne() {
        AppSyncHosts hosts = AppSyncHosts.of("127.0.0.1", "localhost");
        try (AppSyncGate two = AppSyncGate.start(hosts, api.engine, AppSyncMode.apiKey("da2-key"))) {
            List<Header> key = List.of(new Header("host", two.authority()), new Header("x-api-key", "da2-key"));
            URI wrong =
                    URI.create("ws://" + two.authority() + "/graphql" + AppSyncClient.inQuery(AppSyncClient.json(key)));
            assertThat(api.refused(wrong, List.of(), "graphql-ws")).isEqualTo(401);
            assertThat(two.refusals()).hasSize(1).allMatch(reason -> reason.contains("handshake's Host is"));
            URI right = two.realtime("/graphql" + AppSyncClient.inQuery(AppSyncClient.json(key)));
            AppSyncClient.open(api.http, right, List.of(), "graphql-ws")
                    .socket()
                    .abort();
        }
    }

    @Test
    void oneCredentialInOneFormOnce() {
        String json = AppSyncClient.json(api.headers(Mode.KEY, "", ""));
        String twice =
                "{\"host\":\"" + api.gate.authority() + "\",\"x-api-key\":\"da2-key\",\"X-Api-Key\":\"da2-key\"}";
        Header key = new Header("x-api-key", "da2-key");
        URI plain = api.gate.realtime("/graphql");
        assertThat(api.refused(plain, List.of(), "graphql-ws")).isEqualTo(401);
        assertThat(api.refused(plain, List.of(key, key), "graphql-ws")).isEqualTo(401);
        assertThat(api.refused(plain, List.of(), "graphql-ws", AppSyncClient.inSubprotocol(twice)))
                .isEqualTo(401);
        assertThat(api.refused(
                        plain,
                        List.of(),
                        "graphql-ws",
                        AppSyncClient.inSubprotocol(twice.replace("X-Api-Key", "x-api-key"))))
                .isEqualTo(401);
        assertThat(api.refused(plain, List.of(key), "graphql-ws", AppSyncClient.inSubprotocol(json)))
                .isEqualTo(401);
        assertThat(api.refused(api.gate.realtime("/graphql" + AppSyncClient.inQuery(json)), List.of(key), "graphql-ws"))
                .isEqualTo(401);
        List<Header> both = new ArrayList<>(api.headers(Mode.KEY, "", ""));
        both.add(new Header("Authorization", "custom token"));
        assertThat(api.refused(plain, List.of(), "graphql-ws", AppSyncClient.inSubprotocol(AppSyncClient.json(both))))
                .isEqualTo(401);
        assertThat(api.gate.refusals()).hasSize(7);
        assertThat(String.join("\n", api.gate.refusals()))
                .contains("no authorization", "twice", "Duplicate", "several forms", "both x-api-key and authorization")
                .doesNotContain("da2-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "graphql-transport-ws", "aws-appsync-event-ws"})
    void anotherSubprotocolIsRefused(String offered) {
        String header = AppSyncClient.inSubprotocol(AppSyncClient.json(api.headers(Mode.KEY, "", "")));
        String[] subprotocols = offered.isEmpty() ? new String[] {header} : new String[] {offered, header};
        assertThat(api.refused(api.gate.realtime("/graphql"), List.of(), subprotocols))
                .isEqualTo(401);
        assertThat(api.gate.refusals()).containsExactly("offers [" + offered + "] instead of graphql-ws");
    }

    @Test
    void aRefusalCanComeAsAMessage() throws InterruptedException {
        api.gate.refuseByMessage();
        Open open = api.open(Form.SUBPROTOCOL, List.of(api.host()));
        open.say("{\"type\":\"connection_init\"}");
        assertThat(open.hear()).contains("connection_error").contains("UnauthorizedException");
        assertThat(open.hear()).isEqualTo("closed 1008");
    }

    @Test
    void overTls() throws Exception {
        ServerCertificate certificate = ServerCertificate.in(folder);
        HttpClient trusting =
                HttpClient.newBuilder().sslContext(certificate.context()).build();
        try (AppSyncGate secure =
                AppSyncGate.startSecure(GatedApi.HERE, certificate, api.engine, AppSyncMode.apiKey("da2-key"))) {
            assertThat(secure.realtime("/graphql")).hasScheme("wss");
            Open open = AppSyncClient.open(
                    trusting,
                    secure.realtime("/graphql/realtime"),
                    List.of(new Header("x-api-key", "da2-key")),
                    "graphql-ws");
            open.say("{\"type\":\"connection_init\"}");
            assertThat(open.hear()).contains("connection_ack");
        }
    }

    private void assertRefused(String reason, List<Header> headers) {
        api.gate.reset();
        CompletionException refused =
                catchThrowableOfType(CompletionException.class, () -> api.open(Form.SUBPROTOCOL, headers));
        assertThat(AppSyncClient.status(refused)).isEqualTo(401);
        assertThat(api.gate.refusals()).hasSize(1);
        assertThat(api.gate.refusals().get(0)).contains(reason);
    }
}
