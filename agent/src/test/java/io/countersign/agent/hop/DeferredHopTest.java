package io.countersign.agent.hop;

import io.countersign.request.Authorization;
import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestTarget;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Credentials that wait until the library has completed its request. */
final class DeferredHopTest {

    private final KeepingGate gate = new KeepingGate();
    private final Hops hops = new Hops(gate);
    private final MapRequest request = new MapRequest("covered");
    private final DeferredHop hop = new DeferredHop(request, hops);

    @BeforeEach
    void authorize() throws IOException {
        request.setHeader("X-Removed", "the application's");
        hops.authorize(hop);
    }

    @Test
    void nothingIsOnTheRequestBeforeItIsComplete() {
        assertThat(request.headers).containsOnlyKeys("X-Removed");
        assertThat(hop.header("authorization")).isEqualTo("token 1");
        assertThat(hop.header("x-removed")).isNull();
        assertThat(hop.headers()).containsOnlyKeys("Authorization").containsValue(List.of("token 1"));
    }

    @Test
    void completionSetsAndRemoves() throws IOException {
        hop.complete(request);

        assertThat(request.headers).containsOnly(Map.entry("Authorization", "token 1"));
        assertThat(gate.calls).isEqualTo(1);
    }

    @Test
    void anotherRequestOnTheSameWayIsNotTouched() throws IOException {
        MapRequest connect = new MapRequest("covered");
        hop.complete(connect);

        assertThat(connect.headers).isEmpty();
        assertThat(request.headers).containsOnlyKeys("X-Removed");
    }

    @Test
    void whatTheApplicationSetMeanwhileIsAskedAboutAgain() throws IOException {
        request.setHeader("Authorization", "set by an interceptor");
        hop.complete(request);

        assertThat(gate.calls).isEqualTo(2);
        assertThat(request.header("Authorization")).isEqualTo("set by an interceptor");
    }

    @Test
    void aHostThatIsAnotherNowIsAskedAboutAgain() throws IOException {
        request.setHeader("Host", "virtual");
        hop.complete(request);

        assertThat(gate.calls).isEqualTo(2);
        assertThat(request.header("Authorization")).isEqualTo("token 2");
    }

    @Test
    void aRefusedHopIsStillFoundByItsRequest() throws IOException {
        hop.complete(request);

        assertThat(hops.changedHeaders(request)).containsExactlyInAnyOrder("Authorization", "X-Removed");
    }

    /** Puts a token on each hop that has no credentials. */
    private static final class KeepingGate implements Gate {
        private int calls;

        @Override
        public boolean covers(String host) {
            return true;
        }

        @Override
        public BodyNeed bodyNeed(RequestTarget target, String method) {
            return BodyNeed.NONE;
        }

        @Override
        public boolean signsBodies() {
            return false;
        }

        @Override
        public @Nullable Authorization authorize(OutboundRequest hop) {
            calls++;
            if (hop.header("Authorization") != null) {
                return null;
            }
            hop.setHeader("Authorization", "token " + calls);
            hop.removeHeader("X-Removed");
            return refusal -> false;
        }
    }
}
