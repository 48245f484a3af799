package io.countersign;

import io.countersign.request.AuthenticationException;
import io.countersign.request.Authorization;
import io.countersign.request.FakeResponse;
import io.countersign.request.RequestTarget;
import io.countersign.rules.RulesException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.countersign.RealtimeRules.HTTP_HOST;
import static io.countersign.RealtimeRules.IAM;
import static io.countersign.RealtimeRules.KEY;
import static io.countersign.RealtimeRules.REALTIME;
import static io.countersign.RealtimeRules.START;
import static io.countersign.RealtimeRules.signature;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The words of rules for AppSync APIs, seen on the handshakes of their web sockets. */
final class RealtimeEngineTest {

    private static final String PROTOCOLS = "Sec-WebSocket-Protocol";

    @TempDir
    Path folder;

    @Test
    void aHandshakeAtTheDerivedHostCarriesTheKeyAsASubprotocol() throws Exception {
        Hop hop = authorized(KEY.formatted(HTTP_HOST), Hop.handshake(REALTIME).with(PROTOCOLS, "graphql-ws"));

        assertThat(object(hop)).isEqualTo("{\"host\":\"" + HTTP_HOST + "\",\"x-api-key\":\"the-key\"}");
        assertThat(hop.headers).containsOnlyKeys("Upgrade", "Connection", PROTOCOLS);
    }

    @Test
    void noOtherRequestToTheDerivedHostIsAuthorized() throws Exception {
        AuthEngine engine = engine(KEY.formatted(HTTP_HOST));
        Hop hop = new Hop(REALTIME.replace("wss:", "https:"));

        assertThat(engine.covers(hop.target.host())).isTrue();
        assertThat(engine.authorize(hop)).isNull();
        assertThat(hop.headers).isEmpty();
    }

    @Test
    void whatTheApplicationAsksForComesFirst() throws Exception {
        Hop hop = authorized(KEY.formatted(HTTP_HOST), Hop.handshake(REALTIME).with(PROTOCOLS, "a,graphql-ws"));

        assertThat(hop.header(PROTOCOLS)).startsWith("a, graphql-ws, header-");
    }

    @ParameterizedTest
    @CsvSource({
        "wss://api.example.com/graphql/realtime, graphql-ws",
        "wss://api.example.com/event/realtime,   aws-appsync-event-ws",
    })
    void aHandshakeThatAsksForNothingAsksForWhatItsPathTells(String url, String subprotocol) throws Exception {
        Hop hop = authorized(KEY.formatted("api.example.com"), Hop.handshake(url));

        assertThat(hop.header(PROTOCOLS)).startsWith(subprotocol + ", header-");
        assertThat(object(hop)).isEqualTo("{\"host\":\"api.example.com\",\"x-api-key\":\"the-key\"}");
    }

    @Test
    void theHandshakeOfACustomDomainIsSignedForItWithoutTheRestOfThePath() throws Exception {
        String rules = IAM.formatted("api.example.com") + "rule.s.paths = /graphql\n";
        String graphQl = object(authorized(rules, Hop.handshake("wss://api.example.com/graphql/realtime")));
        String events = object(authorized(rules, Hop.handshake("wss://api.example.com/event/realtime")));

        assertThat(graphQl).contains("\"host\":\"api.example.com\"").contains("SignedHeaders=accept;content-encoding;");
        assertThat(events).contains("\"host\":\"api.example.com\"").doesNotContain(signature(graphQl));
    }

    @Test
    void aNamedHostIsOpenedAndTheApisHostIsAuthorized() throws Exception {
        String rules = KEY.formatted("api.example.com:8443") + "rule.k.realtime-host = sockets.example.com:9443\n";
        Hop hop = authorized(rules, Hop.handshake("wss://sockets.example.com:9443/anything"));

        assertThat(object(hop)).isEqualTo("{\"host\":\"api.example.com:8443\",\"x-api-key\":\"the-key\"}");
        assertThat(engine(rules).authorize(Hop.handshake("wss://sockets.example.com/anything")))
                .isNull();
    }

    @Test
    void theQueryComesBehindTheApplicationsOwn() throws Exception {
        String rules = KEY.formatted(HTTP_HOST) + "rule.k.realtime = query\n";
        Hop hop = authorized(rules, Hop.handshake(REALTIME + "?a=b").with(PROTOCOLS, "graphql-ws"));

        assertThat(hop.target.query()).startsWith("a=b&header=").endsWith("&payload=e30=");
        assertThat(hop.header(PROTOCOLS)).isEqualTo("graphql-ws");
    }

    @Test
    void headersNameTheApisHost() throws Exception {
        String rules = KEY.formatted(HTTP_HOST) + "rule.k.realtime = headers\n";
        Hop hop = authorized(rules, Hop.handshake(REALTIME));

        assertThat(hop.headers)
                .containsEntry("Host", HTTP_HOST)
                .containsEntry("x-api-key", "the-key")
                .containsEntry(PROTOCOLS, "graphql-ws");
    }

    @Test
    void realtimeOffLeavesWebSocketsAlone() throws Exception {
        AuthEngine engine = engine(KEY.formatted("api.example.com") + "rule.k.realtime = off\n");
        RequestTarget socket = RequestTarget.of(URI.create("wss://api.example.com/graphql/realtime"));

        assertThat(engine.authorize(Hop.handshake("wss://api.example.com/graphql/realtime")))
                .isNull();
        assertThat(engine.authorizeMessage(socket, "graphql-ws", START)).isSameAs(START);
        assertThat(engine.authorize(new Hop("https://api.example.com/graphql"))).isNotNull();
    }

    @Test
    void whatTheApplicationAuthorizedItselfIsKept() throws Exception {
        AuthEngine engine = engine(KEY.formatted(HTTP_HOST));
        Hop subprotocol = Hop.handshake(REALTIME).with(PROTOCOLS, "graphql-ws, header-e30");
        Hop query = Hop.handshake(REALTIME + "?header=e30=&payload=e30=").with(PROTOCOLS, "graphql-ws");
        Hop header = Hop.handshake(REALTIME).with(PROTOCOLS, "graphql-ws").with("Authorization", "mine");

        assertThat(engine.authorize(subprotocol)).isNull();
        assertThat(engine.authorize(query)).isNull();
        assertThat(engine.authorize(header)).isNull();
        assertThat(subprotocol.header(PROTOCOLS)).isEqualTo("graphql-ws, header-e30");
        assertThat(query.target.query()).isEqualTo("header=e30=&payload=e30=");
    }

    @Test
    void whatTheApplicationAuthorizedItselfIsReplacedWhereverItStands() throws Exception {
        String rules = KEY.formatted(HTTP_HOST) + "rule.k.on-existing = replace\n";
        Hop hop = authorized(
                rules,
                Hop.handshake(REALTIME + "?header=e30=&payload=e30=&a=b")
                        .with(PROTOCOLS, "graphql-ws, header-e30")
                        .with("Authorization", "mine"));

        assertThat(hop.target.query()).isEqualTo("a=b");
        assertThat(hop.headers).doesNotContainKey("Authorization");
        assertThat(object(hop)).contains("the-key");
    }

    @Test
    void aHandshakeWithoutCredentialsFailsWithTheCause() {
        String rules = """
                identity.t.type = token
                identity.t.file = %s
                rule.t.hosts = %s
                rule.t.identity = t
                """.formatted(folder.resolve("no-token"), HTTP_HOST);

        assertThatThrownBy(() -> engine(rules).authorize(Hop.handshake(REALTIME)))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("t: ")
                .hasMessageContaining("no-token");
        assertThatThrownBy(() ->
                        engine(rules).authorizeMessage(RequestTarget.of(URI.create(REALTIME)), "graphql-ws", START))
                .isInstanceOf(AuthenticationException.class);
    }

    @Test
    void whereTheRuleLetsItHandshakesAndMessagesPassWithoutCredentials() throws Exception {
        AuthEngine engine = engine("""
                identity.t.type = token
                identity.t.file = %s
                rule.t.hosts = %s
                rule.t.identity = t
                rule.t.on-failure = pass
                """.formatted(folder.resolve("no-token"), HTTP_HOST));
        Hop hop = Hop.handshake(REALTIME);

        assertThat(engine.authorize(hop)).isNull();
        assertThat(hop.headers).doesNotContainKey(PROTOCOLS);
        assertThat(engine.authorizeMessage(RequestTarget.of(URI.create(REALTIME)), null, START))
                .isSameAs(START);
    }

    @Test
    void aWebSocketThatAnybodyCanReadIsRefused() {
        assertThatThrownBy(() -> engine(KEY.formatted("api.example.com"))
                        .authorize(Hop.handshake("ws://api.example.com/graphql/realtime")))
                .hasMessageContaining("ws://api.example.com, where anyone on the way can read them; use https");
    }

    @Test
    void aRefusedHandshakeIsRetriedWithAnotherTokenOnly() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "old");
        AuthEngine engine = engine("""
                identity.t.type = token
                identity.t.file = %s
                rule.t.hosts = %s
                rule.t.identity = t
                """.formatted(token, HTTP_HOST));
        Authorization first = engine.authorize(Hop.handshake(REALTIME));
        Files.writeString(token, "another");

        assertThat(first).isNotNull();
        assertThat(first.renew(new FakeResponse(401, Map.of()))).isTrue();
        Hop again = Hop.handshake(REALTIME);
        engine.authorize(again);
        assertThat(object(again)).contains("\"Authorization\":\"another\"");
    }

    private static String object(Hop hop) {
        String names = String.valueOf(hop.header(PROTOCOLS));
        String encoded = names.substring(names.indexOf("header-") + "header-".length());
        return new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    private Hop authorized(String rules, Hop hop) throws Exception {
        assertThat(engine(rules).authorize(hop)).isNotNull();
        return hop;
    }

    private AuthEngine engine(String rules) throws IOException, RulesException {
        return RealtimeRules.engine(folder, rules);
    }
}
