package io.countersign.agent.adapter;

import io.countersign.agent.hop.Hops;
import io.countersign.request.RequestTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a hop that AsyncHttpClient is about to write, and in which thread. */
final class AsyncHttpClientSendTest {

    private final DeferringGate gate = new DeferringGate();
    private final AsyncHttpClientSend send = new AsyncHttpClientSend(new Hops(gate));
    private final FakeCall call = new FakeCall();

    @Test
    void whereCredentialsAreAtHandItIsWrittenAtOnce() {
        gate.ready = true;
        assertThat(send.mayBeWritten(call)).isTrue();
        assertThat(call.headers).containsEntry("Authorization", "token 1");
        assertThat(call.told).containsExactly("answer expected");
    }

    @Test
    void otherwiseItIsWrittenLaterInTheThreadOfItsConnectionAndNotAuthorizedAgain() {
        assertThat(send.mayBeWritten(call)).isFalse();
        gate.deferred.remove().run();
        assertThat(call.told).isEmpty();
        call.ofConnection.remove(0).run();
        assertThat(call.told).containsExactly("answer expected", "written: true");
        assertThat(call.headers).containsEntry("Authorization", "token 1");
    }

    /** Its handler may send a request itself, which must not be taken for one of the engine's. */
    @Test
    void theApplicationIsToldOfARefusalInTheThreadOfItsConnection() {
        gate.refuses = true;
        assertThat(send.mayBeWritten(call)).isFalse();
        gate.deferred.remove().run();
        assertThat(call.told).isEmpty();
        call.ofConnection.remove(0).run();
        assertThat(call.told).containsExactly("aborted: refused");
    }

    @Test
    void aDefectOfOursIsReportedAndItIsWrittenAllTheSame() {
        gate.isBroken = true;
        assertThat(send.mayBeWritten(call)).isFalse();
        gate.deferred.remove().run();
        call.ofConnection.remove(0).run();
        assertThat(call.told).containsExactly("written: true");
        assertThat(gate.reported).isEqualTo(1);
    }

    /** Keeps what it is told. */
    private final class FakeCall implements AsyncHttpClientCall {

        private final Map<String, String> headers = new HashMap<>();
        private final List<String> told = new ArrayList<>();
        private final List<Runnable> ofConnection = new ArrayList<>();

        @Override
        public String host() {
            return "api.example";
        }

        @Override
        public boolean isConnect() {
            return false;
        }

        @Override
        public boolean isStreamed() {
            return false;
        }

        @Override
        public void execute(Runnable next) {
            ofConnection.add(next);
        }

        @Override
        public void write() {
            told.add("written: " + send.mayBeWritten(this));
        }

        @Override
        public void abort(IOException cause) {
            told.add("aborted: " + cause.getMessage());
        }

        @Override
        public void expectAnswer(Hops hops) {
            told.add("answer expected");
        }

        @Override
        public Object identity() {
            return this;
        }

        @Override
        public String method() {
            return "GET";
        }

        @Override
        public RequestTarget target() {
            return RequestTarget.of("https", host(), -1, "/");
        }

        @Override
        public @Nullable String header(String name) {
            return headers.get(name);
        }

        @Override
        public Map<String, List<String>> headers() {
            return Map.of();
        }

        @Override
        public void setHeader(String name, String value) {
            headers.put(name, value);
        }

        @Override
        public void removeHeader(String name) {
            headers.remove(name);
        }

        @Override
        public byte[] body(long limit) {
            return new byte[0];
        }
    }
}
