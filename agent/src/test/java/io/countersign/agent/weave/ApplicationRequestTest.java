package io.countersign.agent.weave;

import io.countersign.request.BodyNotReadableException;
import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestTarget;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whose code runs on the thread while a body is read. */
final class ApplicationRequestTest {

    private final OwnCalls ownCalls = new OwnCalls();

    @Test
    void theThreadIsTheApplicationsWhileItsBodyIsRead() throws IOException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = new ClassLoader() {};
        Thread.currentThread().setContextClassLoader(loader);
        ClassLoader application = ownCalls.begin();
        try {
            byte[] body = request(
                            limit -> {
                                assertThat(ownCalls.inProgress()).isFalse();
                                assertThat(Thread.currentThread().getContextClassLoader())
                                        .isSameAs(loader);
                                return new byte[] {1};
                            },
                            application)
                    .body(10);
            assertThat(body).containsExactly(1);
            assertThat(ownCalls.inProgress()).isTrue();
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(OwnCalls.class.getClassLoader());
        } finally {
            ownCalls.end(before);
        }
    }

    @Test
    void aFailureToReadMarksTheThreadAgain() {
        ClassLoader application = ownCalls.begin();
        OutboundRequest request = request(
                limit -> {
                    throw new BodyNotReadableException("it has 20 bytes, the limit is " + limit);
                },
                application);
        try {
            assertThatThrownBy(() -> request.body(10))
                    .isInstanceOf(BodyNotReadableException.class)
                    .hasMessage("it has 20 bytes, the limit is 10");
            assertThat(ownCalls.inProgress()).isTrue();
        } finally {
            ownCalls.end(application);
        }
    }

    private OutboundRequest request(Body body, @Nullable ClassLoader application) {
        return new ApplicationRequest(new BodyOnly(body), ownCalls, application);
    }

    private interface Body {
        byte[] read(long limit) throws IOException;
    }

    private record BodyOnly(Body content) implements OutboundRequest {

        @Override
        public byte[] body(long limit) throws IOException {
            return content.read(limit);
        }

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public RequestTarget target() {
            return RequestTarget.of("https", "example.com", -1, "/");
        }

        @Override
        public @Nullable String header(String name) {
            return null;
        }

        @Override
        public Map<String, List<String>> headers() {
            return Map.of();
        }

        @Override
        public void setHeader(String name, String value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void removeHeader(String name) {
            throw new UnsupportedOperationException();
        }
    }
}
