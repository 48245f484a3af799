package io.countersign.sigv4;

import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The headers that a signature covers, in order, whatever order they came in. */
final class SignedHeadersTest {

    @Test
    void namesFollowEveryChange() {
        SignedHeaders headers = SignedHeaders.of(
                FakeHop.get("a.example", "/").with("X-Amz-Target", "a").with("Range", "b"), Set.of("range"));
        assertThat(headers.canonical().names()).isEqualTo("host;range;x-amz-target");

        headers.with("x-amz-date", "now").with("x-amz-security-token", null).with("x-amz-target", null);
        assertThat(headers.canonical().names()).isEqualTo("host;range;x-amz-date");
        assertThat(headers.with("content-type", "a/b").canonical().names())
                .isEqualTo("content-type;host;range;x-amz-date");
    }

    @Test
    void aValueThatIsSetReplacesAllThereWere() {
        SignedHeaders headers = SignedHeaders.of(FakeHop.get("a.example", "/").with("X-Amz-Meta", "1", "2"), Set.of());
        assertThat(lines(headers)).isEqualTo("host:a.example\nx-amz-meta:1,2\n");
        assertThat(lines(headers.with("x-amz-meta", "3"))).isEqualTo("host:a.example\nx-amz-meta:3\n");
        assertThat(headers.contains("x-amz-meta")).isTrue();
        assertThat(headers.contains("x-amz-met")).isFalse();
        assertThat(headers.contains("x-amz-metadata")).isFalse();
    }

    private static String lines(SignedHeaders headers) {
        StringBuilder out = new StringBuilder();
        headers.canonical().appendTo(out);
        return out.toString();
    }
}
