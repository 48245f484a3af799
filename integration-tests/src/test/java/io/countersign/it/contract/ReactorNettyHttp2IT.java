package io.countersign.it.contract;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Requirement;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Reactor Netty over HTTP/2: each stream is authorized as a connection of HTTP/1.1 is, but carries one request only. */
final class ReactorNettyHttp2IT extends ClientUnderContract {

    private static final byte[] BODY = {'a', 0, (byte) 0xff};

    static List<Combination> combinations() {
        return Combination.onTheRunning(Stream.of("1.0.48", "1.3.7")
                        .map(version -> Application.of(
                                "Reactor Netty " + version + ", h2c",
                                "reactornetty.ReactorClient#http2",
                                "io.projectreactor.netty:reactor-netty-http:" + version))
                        .toList())
                .toList();
    }

    @Override
    ApiServer api(Requirement requirement) {
        return ApiServer.http2(requirement);
    }

    @Test
    void requestsAreAuthorizedAndTheirBodiesArriveUnchanged() {
        for (ApiServer covered : List.of(counterparts.access, counterparts.keyed, counterparts.signed)) {
            assertThat(appWithoutAgent.send("GET", covered.at("/echo")).status())
                    .startsWith("4");
            covered.reset();
            assertThat(app.send("GET", covered.at("/echo?a=b"))).isEqualTo(Outcome.answer(200, new byte[0]));
            assertThat(app.send("POST", covered.at("/echo"), BODY)).isEqualTo(Outcome.answer(200, BODY));
            assertThat(covered.refusals()).isEmpty();
        }
    }

    @Test
    void bothHopsOfARedirectAreAuthorizedAndAForeignHostGetsNothing() {
        assertThat(app.send("GET", counterparts.access.at("/redirect-same")))
                .isEqualTo(Outcome.answer(200, new byte[0]));
        assertThat(counterparts.access.received()).hasSize(2);
        URI foreign = counterparts.foreign.at("localhost", "/echo");
        assertThat(app.send("GET", counterparts.access.at(ApiServer.redirectTo(foreign))))
                .isEqualTo(Outcome.answer(200, new byte[0]));
        assertThat(counterparts.foreign.received())
                .singleElement()
                .satisfies(hop -> assertThat(hop.header("Authorization")).isEmpty());
    }

    /** The credentials are renewed meanwhile, for the requests that follow. */
    @Test
    void aRefusalReachesTheApplication() {
        app.send("GET", counterparts.access.at("/echo"));
        counterparts.access.reset();
        counterparts.access.rejectNext(1);
        assertThat(app.send("GET", counterparts.access.at("/echo")).status()).isEqualTo("401");
        assertThat(counterparts.access.received()).hasSize(1);
    }

    @Test
    void plainHttpToAHostElsewhereIsRefused() {
        Outcome seen = app.send("GET", counterparts.elsewhere.at(Counterparts.ELSEWHERE, "/echo"));
        assertThat(seen.status()).isEqualTo("java.io.IOException");
        assertThat(seen.message()).startsWith("Countersign: ");
    }
}
