package io.countersign.agent.hop;

import io.countersign.request.RequestTarget;
import java.lang.ref.WeakReference;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of hops under way does not keep requests alive, nor itself grow with those that are over. */
final class ByIdentityTest {

    @Test
    void forgetsWhatTheLibraryForgot() {
        ByIdentity<SentHop> hops = new ByIdentity<>();
        for (int i = 0; i < 1_000; i++) {
            hops.put(new Object(), hop());
        }
        WeakReference<@Nullable Object> probe = new WeakReference<>(new Object());
        while (probe.get() != null) {
            System.gc();
        }
        Object last = new Object();
        // References are queued a moment after they are cleared: each put removes what is queued by then.
        while (hops.size() > 10) {
            hops.put(last, hop());
            Thread.onSpinWait();
        }

        assertThat(hops.get(last)).isNotNull();
        assertThat(hops.get(new Object())).isNull();
    }

    private static SentHop hop() {
        RequestTarget target = RequestTarget.of("https", "h", -1, "/");
        return new SentHop(status -> false, new RecordedRequest(new NoRequest(target)), false);
    }

    private record NoRequest(RequestTarget target) implements LibraryRequest {
        @Override
        public Object identity() {
            return this;
        }

        @Override
        public String method() {
            return "GET";
        }

        @Override
        public @Nullable String header(String name) {
            return null;
        }

        @Override
        public java.util.Map<String, java.util.List<String>> headers() {
            return Collections.emptyMap();
        }

        @Override
        public void setHeader(String name, String value) {}

        @Override
        public void removeHeader(String name) {}

        @Override
        public byte[] body(long limit) {
            return new byte[0];
        }
    }
}
