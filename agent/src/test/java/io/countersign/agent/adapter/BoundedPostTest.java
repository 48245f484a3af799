package io.countersign.agent.adapter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a streaming application sees while its body is held back. */
final class BoundedPostTest {

    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final ByteArrayOutputStream connection = new ByteArrayOutputStream();

    @Test
    void aShortBodyIsHeld() throws IOException {
        try (BoundedPost post = new BoundedPost(held, 10, -1, () -> connection)) {
            post.write(new byte[9]);
            post.write(1);
        }
        assertThat(held.size()).isEqualTo(10);
        assertThat(connection.size()).isZero();
    }

    @Test
    void beyondTheLimitEverythingGoesOutInOrder() throws IOException {
        try (BoundedPost post = new BoundedPost(held, 3, -1, () -> connection)) {
            for (int i = 0; i < 5; i++) {
                post.write(i);
            }
            post.write(new byte[] {5, 6});
        }
        assertThat(connection.toByteArray()).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(held.size()).isZero();
    }

    @Test
    void aRefusalEndsTheWriteThatPassesTheLimitAndAllLaterOnes() throws IOException {
        IOException refusal = new IOException("Countersign: too long");
        BoundedPost post = new BoundedPost(held, 3, -1, () -> {
            throw refusal;
        });
        post.write(new byte[3]);
        assertThatThrownBy(() -> post.write(0)).isSameAs(refusal);
        assertThatThrownBy(() -> post.write(0)).hasMessage("Countersign: too long");
        post.close();
        assertThat(held.size()).isZero();
    }

    @Test
    void aBodyLongerThanAnnouncedIsRefusedAsTheJdkDoes() throws IOException {
        BoundedPost post = new BoundedPost(held, 10, 2, () -> connection);
        post.write(new byte[2]);
        assertThatThrownBy(() -> post.write(0)).hasMessage("too many bytes to write");
    }

    @Test
    void aBodyShorterThanAnnouncedIsRefusedAsTheJdkDoes() throws IOException {
        BoundedPost post = new BoundedPost(held, 10, 2, () -> connection);
        post.write(0);
        assertThatThrownBy(post::close).hasMessage("insufficient data written");
    }
}
