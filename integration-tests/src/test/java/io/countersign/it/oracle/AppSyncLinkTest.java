package io.countersign.it.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.countersign.counterpart.AppSyncGate;
import io.countersign.counterpart.AppSyncHandshake;
import io.countersign.counterpart.AppSyncHosts;
import io.countersign.counterpart.AppSyncMode;
import io.countersign.counterpart.SigV4Verifier;
import io.countersign.counterpart.StandInEngine;
import io.countersign.counterpart.TokenFlaw;
import io.countersign.counterpart.TokenIssuer;
import io.countersign.it.oracle.AppSyncLink.Change;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The gate lets in what AWS's own clients send, in each mode, and nothing that differs from it; and what is behind it is
 * AWS's own engine.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class AppSyncLinkTest {

    private static final AppSyncHosts HERE = AppSyncHosts.of("127.0.0.1");
    private static final String AWS = "abcdefghijklmnopqrstuvwxyz.appsync-api.eu-central-1.amazonaws.com";
    private static final String REGION = "eu-central-1";
    private static final String KEY = "da2-linkkey";
    private static final String ISSUER = "https://issuer.test";
    private static final String TOKEN = "custom token, of no form";
    private static final SigV4Verifier.Account ACCOUNT =
            new SigV4Verifier.Account("ASIALINK", "link/secret+access+key", "session/token==");

    private final TokenIssuer issuer = TokenIssuer.of(ISSUER, Clock.systemUTC());
    private final AppSyncLink link = new AppSyncLink(REGION);

    /** The five modes, as the client and as the gate know them. */
    enum Mode {
        API_KEY,
        AMAZON_COGNITO_USER_POOLS,
        OPENID_CONNECT,
        AWS_LAMBDA,
        AWS_IAM
    }

    @AfterEach
    void endClient() {
        link.close();
    }

    @ParameterizedTest
    @EnumSource
    void aMutationReachesTheSubscriptionThroughTheSimulator(Mode mode) throws IOException {
        try (AppSyncSimulator simulator = AppSyncSimulator.start(KEY, ISSUER);
                AppSyncGate gate = AppSyncGate.start(HERE, simulator, gateMode(mode))) {
            String url = gate.http("/graphql").toString();
            assertConnected(gate, link.subscribe(url, gate.port(), auth(mode)));
            assertThat(link.mutate(url, auth(mode), "hello")
                            .at("/data/send/text")
                            .asText())
                    .as(() -> gate.refusals().toString())
                    .isEqualTo("hello");
            assertThat(link.next().at("/data/sent/text").asText()).isEqualTo("hello");
            assertThat(gate.refusals()).isEmpty();
            assertThat(gate.starts()).hasSize(1);
            assertThat(gate.posts()).hasSize(1);
            assertThat(gate.handshakes())
                    .extracting(AppSyncHandshake::forms)
                    .containsExactly(Set.of(AppSyncHandshake.Form.SUBPROTOCOL));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theRealtimeHostIsDerivedFromTheHttpHost(Mode mode) throws IOException {
        try (StandInEngine engine = new StandInEngine();
                AppSyncGate gate = AppSyncGate.start(AppSyncHosts.of(AWS).withoutPort(), engine, gateMode(mode))) {
            assertConnected(gate, link.subscribe("https://" + AWS + "/graphql", gate.port(), auth(mode)));
            engine.send("{\"sent\":{\"text\":\"hello\"}}");
            assertThat(link.next().at("/data/sent/text").asText()).isEqualTo("hello");
            assertThat(gate.refusals()).isEmpty();
        }
    }

    static Stream<Arguments> handshakes() {
        return Stream.of(
                arguments(
                        Mode.AWS_IAM,
                        "text/javascript",
                        "text/plain",
                        "AWS_IAM: the signature does not match what arrived"),
                arguments(Mode.AWS_IAM, "\"host\":\"", "\"host\":\"x", "host is 'x127.0.0.1"),
                arguments(Mode.API_KEY, KEY, "da2-another", "API_KEY: 1 x-api-key headers, or not the key"),
                arguments(Mode.API_KEY, "{", "{\"X-Api-Key\":\"" + KEY + "\",", "header x-api-key stands there twice"),
                arguments(Mode.API_KEY, "{", "{\"x-api-key\":\"" + KEY + "\",", "Duplicate"),
                arguments(Mode.API_KEY, "{", "{\"Authorization\":\"" + KEY + "\",", "both x-api-key and authorization"),
                arguments(Mode.AWS_LAMBDA, TOKEN, "Bearer " + TOKEN, "AWS_LAMBDA: not the one header"),
                arguments(Mode.OPENID_CONNECT, "eyJ", "Bearer eyJ", "OPENID_CONNECT: the token is not"));
    }

    @ParameterizedTest
    @MethodSource("handshakes")
    void aHandshakeThatWasChangedIsRefused(Mode mode, String from, String to, String reason) throws IOException {
        assertRefused(mode, Map.of("handshake", new Change(from, to)), "Unexpected server response: 401", reason);
    }

    static Stream<Arguments> starts() {
        return Stream.of(
                arguments(
                        Mode.AWS_IAM,
                        "subscription {",
                        "subscription  {",
                        "AWS_IAM: the signature does not match what arrived"),
                arguments(Mode.AWS_IAM, "\"authorization\":", "\"nothing\":", "host is ''"),
                arguments(
                        Mode.API_KEY,
                        "\"authorization\":{",
                        "\"authorization\":{\"HOST\":\"x\",",
                        "header host stands there twice"),
                arguments(Mode.API_KEY, KEY, "da2-another", "API_KEY: 1 x-api-key headers, or not the key"),
                arguments(Mode.AWS_LAMBDA, TOKEN, "Bearer " + TOKEN, "AWS_LAMBDA: not the one header"));
    }

    @ParameterizedTest
    @MethodSource("starts")
    void aStartThatWasChangedIsRefused(Mode mode, String from, String to, String reason) throws IOException {
        assertRefused(mode, Map.of("start", new Change(from, to)), "UnauthorizedException", reason);
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"AMAZON_COGNITO_USER_POOLS", "OPENID_CONNECT"})
    void aTokenMustBeSignedAndFresh(Mode mode) throws IOException {
        issuer.spoil(TokenFlaw.EXPIRED);
        assertRefused(mode, Map.of(), "401", mode + ": the token is expired");
        issuer.spoil(TokenFlaw.WRONG_SIGNATURE);
        assertRefused(mode, Map.of(), "401", mode + ": the token is not signed by this issuer");
    }

    @Test
    void theClientKnowsTheGatesConnectionError() throws IOException {
        try (StandInEngine engine = new StandInEngine();
                AppSyncGate gate = AppSyncGate.start(HERE, engine, AppSyncMode.apiKey("da2-another"))) {
            gate.refuseByMessage();
            JsonNode first = link.subscribe(gate.http("/graphql").toString(), gate.port(), auth(Mode.API_KEY));
            assertThat(first.path("error").asText()).contains("UnauthorizedException");
        }
    }

    private void assertRefused(Mode mode, Map<String, Change> changes, String answer, String reason)
            throws IOException {
        try (StandInEngine engine = new StandInEngine();
                AppSyncGate gate = AppSyncGate.start(HERE, engine, gateMode(mode));
                AppSyncLink client = new AppSyncLink(REGION)) {
            JsonNode first = client.subscribe(gate.http("/graphql").toString(), gate.port(), auth(mode), changes);
            assertThat(first.path("error").asText()).contains(answer);
            assertThat(gate.refusals().get(0)).contains(reason);
            assertThat(engine.subscriptions()).isZero();
        }
    }

    private static void assertConnected(AppSyncGate gate, JsonNode first) {
        assertThat(first.path("control").asText())
                .as(() -> first + " " + gate.refusals())
                .isEqualTo("CONNECTED");
    }

    private AppSyncMode gateMode(Mode mode) {
        return switch (mode) {
            case API_KEY -> AppSyncMode.apiKey(KEY);
            case AMAZON_COGNITO_USER_POOLS -> AppSyncMode.cognitoUserPools(issuer, "client");
            case OPENID_CONNECT -> AppSyncMode.openIdConnect(issuer);
            case AWS_LAMBDA -> AppSyncMode.lambda(TOKEN);
            case AWS_IAM -> AppSyncMode.iam(ACCOUNT, REGION, Clock.systemUTC());
        };
    }

    private ObjectNode auth(Mode mode) {
        Duration hour = Duration.ofHours(1);
        return switch (mode) {
            case API_KEY -> AppSyncLink.apiKey(KEY);
            case AMAZON_COGNITO_USER_POOLS -> AppSyncLink.cognitoUserPools(issuer.accessToken("alice", "client", hour));
            case OPENID_CONNECT -> AppSyncLink.openIdConnect(issuer.idToken("alice", "another", hour));
            case AWS_LAMBDA -> AppSyncLink.lambda(TOKEN);
            case AWS_IAM -> AppSyncLink.iam(ACCOUNT);
        };
    }
}
