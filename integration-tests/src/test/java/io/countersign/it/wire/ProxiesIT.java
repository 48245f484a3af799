package io.countersign.it.wire;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Destinations;
import io.countersign.counterpart.ForwardProxy;
import io.countersign.counterpart.Header;
import io.countersign.counterpart.ReceivedRequest;
import io.countersign.counterpart.SocksProxy;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Combination;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications whose operators set a proxy: requests are signed for the server behind it, the proxy itself is given nothing
 * of ours, and what it asks the application for is between the two.
 */
@ParameterizedClass
@MethodSource("combinations")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProxiesIT {

    private static final String LOGIN = "operator:of-the-proxy";

    @Parameter
    @SuppressWarnings("NullAway.Init")
    Combination combination;

    @SuppressWarnings("NullAway.Init")
    private ApiServer http;

    @SuppressWarnings("NullAway.Init")
    private ApiServer https;

    static Stream<Combination> combinations() {
        return WireClients.onTheRunningJdk();
    }

    @BeforeParameterizedClassInvocation
    void start() {
        http = ApiServer.requiring(SignedApis.signature());
        https = ApiServer.http2(SignedApis.signature(), OneCertificate.OF_THIS_RUN);
    }

    @AfterParameterizedClassInvocation
    void stop() {
        http.close();
        https.close();
    }

    @Test
    void whatAProxyForwardsIsSignedForTheServer() throws IOException {
        try (ForwardProxy proxy = ForwardProxy.to(destinations());
                AppUnderTest app = through(proxy).start()) {
            for (String url : List.of("http://" + SignedApis.NAME, "http://" + SignedApis.NAME + ":80")) {
                proxy.forget();
                SignedApis.assertLetsIn(http, app, URI.create(url + "/v1/%C3%A4//b?z=1&a"));
                assertThat(proxy.asked()).hasSize(2);
                assertThat(proxy.asked().get(0)).startsWith("GET http://" + SignedApis.NAME);
            }
        }
    }

    /** HTTP/2 has its authority from somewhere else than HTTP/1.1 its Host; a port that is the default one shows it. */
    @Test
    void whatGoesThroughATunnelIsSignedAndTheProxyIsGivenNothing() throws IOException {
        try (ForwardProxy proxy = ForwardProxy.to(destinations());
                AppUnderTest app = through(proxy).start()) {
            for (String url : List.of("https://" + SignedApis.NAME, "https://" + SignedApis.NAME + ":443")) {
                SignedApis.assertLetsIn(https, app, URI.create(url + "/v1/%C3%A4//b?z=1&a"));
                assertThat(https.received())
                        .extracting(ReceivedRequest::protocol)
                        .containsOnly(WireClients.can(combination, Ability.HTTP_2) ? "HTTP/2.0" : "HTTP/1.1");
            }
            assertThat(proxy.asked()).isNotEmpty().containsOnly("CONNECT " + SignedApis.NAME + ":443");
            assertNothingOfOurs(proxy);
        }
    }

    @Test
    void aProxyThatAsksForALoginIsAnsweredByTheApplication() throws IOException {
        try (ForwardProxy proxy = ForwardProxy.demanding("operator", "of-the-proxy", destinations());
                AppUnderTest app = through(proxy)
                        .option("-Dapplication.proxy-login=" + LOGIN)
                        .start()) {
            SignedApis.assertLetsIn(http, app, URI.create("http://" + SignedApis.NAME + "/v1"));
            SignedApis.assertLetsIn(https, app, URI.create("https://" + SignedApis.NAME + "/v1"));
            assertThat(proxy.received().get(0).header("Proxy-Authorization")).isEmpty();
            assertThat(proxy.received().stream()
                            .filter(request -> request.method().equals("GET")))
                    .hasSizeBetween(1, 2);
            assertThat(proxy.asked()).contains("CONNECT " + SignedApis.NAME + ":443");
            assertNothingOfOurs(proxy);
        }
    }

    @Test
    void aRefusalByTheProxyIsNotARefusalByTheServer() throws IOException {
        try (ForwardProxy proxy = ForwardProxy.demanding("operator", "of-the-proxy", destinations());
                AppUnderTest app = through(proxy).start()) {
            assertThat(app.send("GET", URI.create("http://" + SignedApis.NAME + "/v1"))
                            .status())
                    .isEqualTo("407");
            assertThat(proxy.asked()).hasSize(1);
        }
    }

    @Test
    void whatGoesThroughSocksIsSignedAndTheProxyIsGivenNothing() throws IOException {
        try (SocksProxy socks = SocksProxy.to(destinations());
                AppUnderTest app = app().option("-DsocksProxyHost=127.0.0.1")
                        .option("-DsocksProxyPort=" + socks.port())
                        .option("-DsocksNonProxyHosts=")
                        .option("-Dhttp.nonProxyHosts=")
                        .start()) {
            SignedApis.assertLetsIn(http, app, http.at("/v1"));
            SignedApis.assertLetsIn(https, app, https.at("/v1"));
            assertThat(Set.copyOf(socks.asked()))
                    .isEqualTo(
                            WireClients.can(combination, Ability.SOCKS)
                                    ? Set.of("127.0.0.1:" + http.port(), "127.0.0.1:" + https.port())
                                    : Set.of());
            assertThat(socks.heads())
                    .allSatisfy(head -> assertThat(head)
                            .as("a greeting and an address, be it spelt out")
                            .hasSizeLessThan(24)
                            .doesNotContainIgnoringCase("authorization"));
        }
    }

    /** Of the heads that are for the proxy itself. */
    private static void assertNothingOfOurs(ForwardProxy proxy) {
        assertThat(proxy.received().stream().filter(request -> request.method().equals("CONNECT")))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.headers())
                        .extracting(Header::name)
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .noneMatch(name -> name.equals("authorization") || name.startsWith("x-amz-")));
    }

    private Destinations destinations() {
        return Destinations.loopback()
                .with(SignedApis.NAME + ":80", http.port())
                .with(SignedApis.NAME + ":443", https.port());
    }

    /** As operators set it; passwords for tunnels are off in the JDK if nobody says otherwise. */
    private AppUnderTest.Setup through(ForwardProxy proxy) throws IOException {
        return app().option("-Dhttp.proxyHost=127.0.0.1")
                .option("-Dhttp.proxyPort=" + proxy.port())
                .option("-Dhttps.proxyHost=127.0.0.1")
                .option("-Dhttps.proxyPort=" + proxy.port())
                .option("-Dhttp.nonProxyHosts=")
                .option("-Djdk.http.auth.tunneling.disabledSchemes=");
    }

    private AppUnderTest.Setup app() throws IOException {
        AppUnderTest.Setup setup = AppUnderTest.with(combination.application(), combination.jdk())
                .agent(SignedApis.rules(http, https).write(OneCertificate.folder()))
                .option("-Dapplication.by-the-jvms-settings=true");
        OneCertificate.OF_THIS_RUN.trustOptions().forEach(setup::option);
        return setup;
    }
}
