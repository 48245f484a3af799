package io.countersign.agent.adapter;

import io.countersign.agent.hop.Refusal;
import io.countersign.request.BodyNotReadableException;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How much of a body is taken, and what becomes of the failures of who writes it. */
final class BoundedBufferTest {

    @Test
    void aBodyOfExactlyTheLimitIsReadWhole() throws IOException {
        byte[] body = new byte[20_000];
        Arrays.fill(body, (byte) 7);
        byte[] read = BoundedBuffer.read(
                out -> {
                    for (byte b : body) {
                        out.write(b);
                    }
                },
                20_000);
        assertThat(read).isEqualTo(body);
    }

    @Test
    void oneByteMoreIsTooMuch() {
        assertThatThrownBy(() -> BoundedBuffer.read(out -> out.write(new byte[11]), 10))
                .isInstanceOf(BodyNotReadableException.class)
                .hasMessage("it has more than 10 bytes, which is the limit");
    }

    @Test
    void aWriterThatHidesTheFailureIsStillTooLong() {
        BodyWriter hiding = out -> {
            try {
                out.write(new byte[11]);
            } catch (IOException hidden) {
                out.write(new byte[1]);
            }
        };
        assertThatThrownBy(() -> BoundedBuffer.read(hiding, 10)).isInstanceOf(BodyNotReadableException.class);
        BodyWriter silent = out -> {
            try {
                out.write(new byte[11]);
            } catch (IOException hidden) {
                assertThat(hidden).isInstanceOf(BodyNotReadableException.class);
            }
        };
        assertThatThrownBy(() -> BoundedBuffer.read(silent, 10)).isInstanceOf(BodyNotReadableException.class);
    }

    @Test
    void theWritersOwnFailureIsTheApplications() {
        IllegalStateException own = new IllegalStateException("the application's own");
        BodyWriter broken = out -> {
            throw own;
        };
        assertThatThrownBy(() -> BoundedBuffer.read(broken, 10))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.answer()).isSameAs(own));
    }

    /** A library that tries again is given the entity that says why the first attempt failed. */
    @Test
    void whatWasTooLongBeforeStaysTooLong() {
        BodyNotReadableException first = new BodyNotReadableException("it has more than 5 bytes, which is the limit");
        BodyWriter spent = out -> {
            throw first;
        };
        assertThatThrownBy(() -> BoundedBuffer.read(spent, 10)).isSameAs(first);
    }
}
