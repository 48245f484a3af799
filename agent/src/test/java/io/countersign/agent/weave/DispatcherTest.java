package io.countersign.agent.weave;

import io.countersign.agent.AgentLog;
import io.countersign.agent.LogSink;
import io.countersign.agent.hop.BodyNeed;
import io.countersign.agent.hop.Gate;
import io.countersign.agent.hop.Hops;
import io.countersign.request.Authorization;
import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestTarget;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

/** A defect of ours never reaches the application, whatever hook it is in. */
final class DispatcherTest {

    private static final HookTable TABLE = new HookTable(true);

    /** They look at nothing else where the value is none of theirs, and so do not fail. */
    private static final List<String> DECIDES_BY_VALUE = List.of(
            "ApacheHttpClient4#followup", "JettyHttpClient#head", "JettyHttpClient#response", "JettyHttpClient#sent");

    private final List<String> lines = new ArrayList<>();
    private final OwnCalls ownCalls = new OwnCalls();
    private final Dispatcher dispatcher =
            new Dispatcher(TABLE, new Adapters(new Platform(), new Hops(new BrokenGate()), TABLE), ownCalls);

    static List<Hook> hooks() {
        return Stream.of(TABLE.classes())
                .flatMap(name -> TABLE.of(name).stream())
                .toList();
    }

    @BeforeEach
    void listen() {
        LogSink sink = (level, message) -> lines.add(level + " " + message);
        AgentLog.to(sink);
    }

    @AfterEach
    void stopListening() {
        AgentLog.to(null);
    }

    @ParameterizedTest
    @MethodSource("hooks")
    void aHookThatFailsLeavesTheCallAsItWas(Hook hook) {
        Object value = new Object();
        Object[] arguments = {new Object(), new Object(), new Object(), new Object()};
        Object[] call = {URLConnection.class, new Object(), arguments.clone(), value};

        Object first = dispatcher.apply(hook.key(), call.clone());
        Object second = dispatcher.apply(hook.key(), call.clone());

        if (lines.isEmpty()) {
            assertThat(DECIDES_BY_VALUE).contains(hook.key());
            return;
        }
        Object unchanged = hook.place() == Hook.Place.ENTRY ? arguments : value;
        assertThat(first).isEqualTo(unchanged);
        assertThat(second).isEqualTo(unchanged);
        assertThat(lines)
                .singleElement(as(InstanceOfAssertFactories.STRING))
                .startsWith(LogSink.ERROR + " hook " + hook.key());
    }

    @Test
    void aDefectIsSaidOncePerHookAndClass() {
        Hook hook = TABLE.of("sun/net/www/protocol/http/HttpURLConnection").get(0);
        for (Class<?> owner : List.of(URLConnection.class, URLConnection.class, java.net.URL.class)) {
            dispatcher.apply(hook.key(), new Object[] {owner, new Object(), new Object[0], null});
        }
        assertThat(lines).hasSize(2);
    }

    @Test
    void whatTheEngineItselfSendsMeetsNoAdapter() {
        Hook hook = TABLE.of("sun/net/www/protocol/http/HttpURLConnection").get(0);
        ownCalls.execute(() ->
                dispatcher.apply(hook.key(), new Object[] {URLConnection.class, new Object(), new Object[0], null}));
        assertThat(lines).isEmpty();
    }

    /** Has a defect of its own. */
    private static final class BrokenGate implements Gate {

        @Override
        public boolean covers(String host) {
            throw new IllegalStateException("made to fail");
        }

        @Override
        public BodyNeed bodyNeed(RequestTarget target, String method) {
            throw new IllegalStateException("made to fail");
        }

        @Override
        public boolean signsBodies() {
            throw new IllegalStateException("made to fail");
        }

        @Override
        public Authorization authorize(OutboundRequest hop) {
            throw new IllegalStateException("made to fail");
        }
    }
}
