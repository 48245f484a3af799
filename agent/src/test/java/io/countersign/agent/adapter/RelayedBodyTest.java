package io.countersign.agent.adapter;

import io.countersign.agent.hop.Refusal;
import io.countersign.request.BodyNotReadableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A writer that is stopped at the limit and goes on when the library sends. */
@Timeout(30)
final class RelayedBodyTest {

    private final byte[] body = new byte[10_000];

    RelayedBodyTest() {
        new Random(3).nextBytes(body);
    }

    @Test
    void aShortBodyIsReadWhole() throws IOException {
        assertThat(RelayedBody.of(out -> writeInParts(out), 10_000).bytes()).isEqualTo(body);
    }

    @Test
    void whatWasReadOfALongBodyIsSentBeforeTheRest() throws IOException {
        RelayedBody relayed = RelayedBody.of(out -> writeInParts(out), 1_000);
        assertThatThrownBy(relayed::bytes).isInstanceOf(BodyNotReadableException.class);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        relayed.sendTo(sent);
        assertThat(sent.toByteArray()).isEqualTo(body);
    }

    @Test
    void theWriterFindsTheApplicationsClassLoader() throws IOException {
        ClassLoader application = new ClassLoader() {};
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(application);
        CompletableFuture<ClassLoader> seen = new CompletableFuture<>();
        try {
            RelayedBody.of(out -> seen.complete(Thread.currentThread().getContextClassLoader()), 1)
                    .bytes();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        assertThat(seen.join()).isSameAs(application);
    }

    @Test
    void aWriterThatFailsEarlyIsTheApplicationsFailure() {
        IOException own = new IOException("the application's own");
        RelayedBody relayed = RelayedBody.of(
                out -> {
                    throw own;
                },
                1_000);
        assertThatThrownBy(relayed::bytes)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.answer()).isSameAs(own));
    }

    @Test
    void aWriterThatFailsLateFailsTheSending() {
        RelayedBody relayed = RelayedBody.of(
                out -> {
                    out.write(body);
                    throw new IllegalStateException("the application's own");
                },
                1_000);
        assertThatThrownBy(relayed::bytes).isInstanceOf(BodyNotReadableException.class);
        assertThatThrownBy(() -> relayed.sendTo(new ByteArrayOutputStream()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the application's own");
    }

    @Test
    void aConnectionThatBreaksEndsTheWriter() {
        CompletableFuture<IOException> seen = new CompletableFuture<>();
        RelayedBody relayed = RelayedBody.of(
                out -> {
                    try {
                        writeInParts(out);
                    } catch (IOException e) {
                        seen.complete(e);
                        throw e;
                    }
                },
                1_000);
        assertThatThrownBy(relayed::bytes).isInstanceOf(BodyNotReadableException.class);
        OutputStream broken = new OutputStream() {
            private int left = 5_000;

            @Override
            public void write(int b) throws IOException {
                if (left-- == 0) {
                    throw new IOException("connection reset");
                }
            }
        };
        assertThatThrownBy(() -> relayed.sendTo(broken)).hasMessage("connection reset");
        assertThat(seen.join()).hasMessage("connection reset");
    }

    private void writeInParts(OutputStream out) throws IOException {
        out.write(body[0]);
        for (int i = 1; i < body.length; i += 333) {
            out.write(body, i, Math.min(333, body.length - i));
        }
    }
}
