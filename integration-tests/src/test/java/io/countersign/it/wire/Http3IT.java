package io.countersign.it.wire;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Header;
import io.countersign.counterpart.ReceivedRequest;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.Jdk;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * HTTP/3, which {@code java.net.http} speaks from Java 26 on. The server that redirects is not the one whose requests are
 * repeated: a prototype saw these hang on a connection that had redirected before, without the agent too.
 */
@ParameterizedClass
@MethodSource("combinations")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class Http3IT {

    private static final int FIRST_JAVA = 26;
    private static final String VIRTUAL = "api.virtual.example";

    @Parameter
    @SuppressWarnings("NullAway.Init")
    Combination combination;

    @SuppressWarnings("NullAway.Init")
    private Http3Servers servers;

    @SuppressWarnings("NullAway.Init")
    private AppUnderTest app;

    @SuppressWarnings("NullAway.Init")
    private AppUnderTest appWithoutAgent;

    static Stream<Combination> combinations() {
        assumeThat(Jdk.of(FIRST_JAVA))
                .as("there is no JDK 26, the first with HTTP/3")
                .isNotEmpty();
        assumeThat(ApiServer.canSpeakHttp3())
                .as("there is no native quiche for this platform")
                .isTrue();
        return Combination.onFirst(FIRST_JAVA, List.of(Applications.JDK_HTTP_3, Applications.JDK_HTTP_3_ASYNCHRONOUS));
    }

    @BeforeParameterizedClassInvocation
    void start() throws IOException {
        servers = new Http3Servers(OneCertificate.OF_THIS_RUN);
        app = app().agent(servers.writeRules(OneCertificate.folder())).start();
        appWithoutAgent = app().start();
    }

    @AfterParameterizedClassInvocation
    void stop() {
        app.close();
        appWithoutAgent.close();
        servers.close();
    }

    @BeforeEach
    void resetServers() {
        servers.apis().forEach(ApiServer::reset);
    }

    @Test
    void requestsAreSignedAsTheyAreSent() {
        SignedApis.assertLetsIn(servers.signed, app, servers.signed.at("/v1/orders/%C3%A4%20b/?z=1&a=%2F&a="));
        assertProtocol(servers.signed);
    }

    @Test
    void theHostThatTheApplicationSetsIsSigned() {
        Outcome seen = app.send("POST", servers.signed.at("/a"), SignedApis.BODY, "Host: " + VIRTUAL);
        assertThat(servers.signed.refusals()).isEmpty();
        assertThat(seen).isEqualTo(Outcome.answer(200, SignedApis.BODY));
        assertThat(servers.signed.received().get(0).values("Host")).containsExactly(VIRTUAL);
    }

    @Test
    void requestsCarryTheToken() {
        SignedApis.assertLetsIn(servers.token, app, servers.token.at("/echo"));
        assertProtocol(servers.token);
    }

    @Test
    void withoutTheAgentNothingIsAuthorized() {
        assertThat(appWithoutAgent.send("GET", servers.signed.at("/echo")).status())
                .isEqualTo("401");
        assertProtocol(servers.signed);
    }

    @Test
    void aHeaderOfTheApplicationIsKept() {
        String own = "Basic b3duOm93bg==";
        Outcome seen = app.send("GET", servers.token.at("/echo"), "Authorization: " + own);
        assertThat(seen.status()).isEqualTo("401");
        assertThat(servers.token.received()).hasSize(1);
        assertThat(servers.token.received().get(0).values("Authorization")).containsExactly(own);
    }

    @Test
    void aRedirectIsSignedAnewAndTakesNothingToAForeignHost() {
        Outcome seen = app.send("GET", servers.signed.at("/redirect-same"));
        assertThat(servers.signed.refusals()).isEmpty();
        assertThat(seen).isEqualTo(Outcome.answer(200, new byte[0]));
        assertThat(servers.signed.received()).hasSize(2);

        app.send("GET", servers.signed.at(ApiServer.redirectTo(servers.foreign.at("localhost", "/echo"))));
        assertThat(servers.signed.refusals()).isEmpty();
        assertThat(servers.foreign.received()).hasSize(1);
        assertProtocol(servers.foreign);
        assertThat(servers.foreign.received().get(0).headers())
                .extracting(Header::name)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .noneMatch(name -> name.equals("authorization") || name.startsWith("x-amz-"));
    }

    @Test
    void aRefusedRequestIsSentAgainWithAFreshTokenOnce() {
        app.send("GET", servers.token.at("/echo"));
        for (byte[] body : List.of(new byte[0], SignedApis.BODY)) {
            servers.token.reset();
            servers.token.rejectNext(1);
            Outcome seen = app.send(body.length == 0 ? "GET" : "POST", servers.token.at("/echo"), body);
            assertThat(servers.token.refusals()).isEmpty();
            assertThat(seen).isEqualTo(Outcome.answer(200, body));
            assertThat(servers.token.received()).hasSize(2);
            assertThat(servers.token.received())
                    .extracting(ReceivedRequest::body)
                    .containsOnly(body);
            assertThat(servers.token.received().stream().map(sent -> sent.values("Authorization")))
                    .doesNotHaveDuplicates();
        }
        servers.token.reset();
        servers.token.rejectAlways();
        assertThat(app.send("GET", servers.token.at("/echo")).status()).isEqualTo("401");
        assertThat(servers.token.received()).hasSize(2);
    }

    @Test
    void aHostWithoutARuleReceivesTheSameBytesAsWithoutTheAgent() {
        for (byte[] body : List.of(new byte[0], SignedApis.BODY)) {
            servers.foreign.reset();
            String method = body.length == 0 ? "GET" : "POST";
            URI uri = servers.foreign.at("/echo?a=b%20c");
            Outcome with = app.send(method, uri, body, "X-Own: 1");
            assertThat(with)
                    .isEqualTo(appWithoutAgent.send(method, uri, body, "X-Own: 1"))
                    .isEqualTo(Outcome.answer(200, body));
            assertThat(servers.foreign.received()).hasSize(2);
            assertThat(servers.foreign.received().get(0).raw())
                    .isEqualTo(servers.foreign.received().get(1).raw());
        }
    }

    private AppUnderTest.Setup app() {
        AppUnderTest.Setup setup = AppUnderTest.with(combination.application(), combination.jdk())
                .option("-Djdk.httpclient.allowRestrictedHeaders=host");
        OneCertificate.OF_THIS_RUN.trustOptions().forEach(setup::option);
        return setup;
    }

    private static void assertProtocol(ApiServer api) {
        assertThat(api.received()).extracting(ReceivedRequest::protocol).containsOnly("HTTP/3.0");
    }
}
