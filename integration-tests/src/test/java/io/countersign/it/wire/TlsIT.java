package io.countersign.it.wire;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Header;
import io.countersign.counterpart.ReceivedRequest;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Combination;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** TLS and HTTP/2: what is signed is what arrives, in whichever version of the protocol client and server agree on. */
@ParameterizedClass
@MethodSource("combinations")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TlsIT {

    private static final String VIRTUAL = "api.virtual.example";

    @Parameter
    @SuppressWarnings("NullAway.Init")
    Combination combination;

    @SuppressWarnings("NullAway.Init")
    private TlsServers servers;

    @SuppressWarnings("NullAway.Init")
    private AppUnderTest app;

    static List<Combination> combinations() {
        return WireClients.onChosenJdks();
    }

    @BeforeParameterizedClassInvocation
    void start() throws IOException {
        servers = new TlsServers(OneCertificate.OF_THIS_RUN);
        AppUnderTest.Setup setup = AppUnderTest.with(combination.application(), combination.jdk())
                .agent(servers.writeRules(OneCertificate.folder()))
                .option("-Djdk.httpclient.allowRestrictedHeaders=host")
                .option("-Dsun.net.http.allowRestrictedHeaders=true");
        OneCertificate.OF_THIS_RUN.trustOptions().forEach(setup::option);
        app = setup.start();
    }

    @AfterParameterizedClassInvocation
    void stop() {
        app.close();
        servers.close();
    }

    @BeforeEach
    void resetServers() {
        servers.apis().forEach(ApiServer::reset);
    }

    @Test
    void requestsOverTlsAreSigned() {
        SignedApis.assertLetsIn(servers.http1, app, servers.http1.at("/v1/orders/%C3%A4%20b/?z=1&a=%2F&a="));
        assertProtocol(servers.http1, "HTTP/1.1");
    }

    @Test
    void requestsInHttp2AreSigned() {
        SignedApis.assertLetsIn(servers.http2, app, servers.http2.at("/v1/orders/%C3%A4%20b/?z=1&a=%2F&a="));
        assertProtocol(servers.http2, WireClients.can(combination, Ability.HTTP_2) ? "HTTP/2.0" : "HTTP/1.1");
    }

    @Test
    void requestsInHttp2WithoutTlsAreSigned() {
        SignedApis.assertLetsIn(servers.h2c, app, servers.h2c.at("/v1/orders?a=b"));
        assertProtocol(servers.h2c, WireClients.can(combination, Ability.H2C) ? "HTTP/2.0" : "HTTP/1.1");
    }

    @Test
    void theHostThatTheApplicationSetsIsSigned() {
        for (ApiServer api : List.of(servers.http1, servers.http2)) {
            Outcome seen = app.send("POST", api.at("/a"), SignedApis.BODY, "Host: " + VIRTUAL);
            assertThat(api.refusals()).isEmpty();
            assertThat(seen).isEqualTo(Outcome.answer(200, SignedApis.BODY));
            boolean unheard = api == servers.http2 && WireClients.can(combination, Ability.HOST_BESIDE_AUTHORITY);
            assertThat(api.received().get(0).values("Host"))
                    .containsExactly(unheard ? "127.0.0.1:" + api.port() : VIRTUAL);
        }
    }

    @Test
    void aRedirectIsSignedAnewAndTakesNothingToAForeignHost() {
        Outcome seen = app.send("GET", servers.http2.at("/redirect-same"));
        assertThat(servers.http2.refusals()).isEmpty();
        assertThat(seen).isEqualTo(Outcome.answer(200, new byte[0]));
        app.send("GET", servers.http2.at(ApiServer.redirectTo(servers.foreign.at("localhost", "/echo"))));
        assertThat(servers.foreign.received()).hasSize(1);
        assertThat(servers.foreign.received().get(0).headers())
                .extracting(Header::name)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .noneMatch(name -> name.equals("authorization") || name.startsWith("x-amz-"));
    }

    @Test
    void aRefusedPostIsSentAgainWithAFreshToken() {
        app.send("GET", servers.token.at("/echo"));
        servers.token.reset();
        servers.token.rejectNext(1);
        Outcome seen = app.send("POST", servers.token.at("/echo"), SignedApis.BODY);
        assertThat(servers.token.refusals()).isEmpty();
        assertThat(seen).isEqualTo(Outcome.answer(200, SignedApis.BODY));
        assertThat(servers.token.received()).hasSize(2);
        assertThat(servers.token.received()).extracting(ReceivedRequest::body).containsOnly(SignedApis.BODY);
    }

    private static void assertProtocol(ApiServer api, String protocol) {
        ReceivedRequest last = api.received().get(api.received().size() - 1);
        assertThat(api.received().get(0).protocol()).isEqualTo(protocol);
        assertThat(last.protocol()).isEqualTo(protocol);
    }
}
