package io.countersign.rules;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class PathPatternTest {

    @ParameterizedTest
    @CsvSource({
        "/v1/**, /v1, true",
        "/v1/**, /v1/, true",
        "/v1/**, /v1/a, true",
        "/v1/**, /v1/a/b, true",
        "/v1/**, /v10, false",
        "/v1/**, /v2/a, false",
        "/v1/**, /, false",
        "/v1/**, /V1/a, false",
        "/v1/*, /v1/a, true",
        "/v1/*, /v1, false",
        "/v1/*, /v1/, false",
        "/v1/*, /v1/a/, false",
        "/v1/*, /v1/a/b, false",
        "/v1/*, /v10, false",
        "/v1, /v1, true",
        "/v1, /v1/, false",
        "/v1/, /v1/, true",
        "/v1/, /v1, false",
        "/, /, true",
        "/, /a, false",
        "/*, /a, true",
        "/*, /, false",
        "/**, /, true",
        "/**, /a/b, true",
        "/**, *, true",
        "/*, *, false",
        "/a%20b, /a%20b, true",
        "/v1/**, /v1/.a/..b/a..b/...., true",
        "/v1/**, /v1/100%25, true",
    })
    void takesPaths(String pattern, String path, boolean expected) {
        assertThat(PathPattern.of(pattern).matches(path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/../admin",
                "/v1/..",
                "/v1/./a",
                "/v1/.",
                "/v1//a",
                "//v1/a",
                "/v1/%2e%2e/admin",
                "/v1/%2E./admin",
                "/v1/a%2fb",
                "/v1/a%2Fb",
                "/v1/%252e%252e/admin",
                "/v1/%25252f",
                "/v1/..;/admin",
                "/v1/a;b=c",
                "/v1/a%3bb",
                "/v1/..\\admin",
                "/v1/..%5cadmin",
            })
    void aPathThatServersReadInDifferentWaysIsTakenByNoPathRule(String path) {
        assertThat(PathPattern.of("/v1/**").matches(path)).isFalse();
        assertThat(PathPattern.of("/**").matches(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "*", "", "https://example.com/v1"})
    void refusesWhatIsNoPath(String text) {
        assertThatThrownBy(() -> PathPattern.of(text)).hasMessage("a path starts with '/'");
    }

    @Test
    void refusesWhatCouldNeverMatch() {
        assertThatThrownBy(() -> PathPattern.of("/v1/*/a"))
                .hasMessage("'*' and '**' can only be the whole last segment, as in /v1/**");
        assertThatThrownBy(() -> PathPattern.of("/a b"))
                .hasMessage("write the path as it is sent: percent-encoded, without query");
        assertThatThrownBy(() -> PathPattern.of("/é")).hasMessageContaining("percent-encoded");
        assertThatThrownBy(() -> PathPattern.of("/a?b")).hasMessageContaining("without query");
        assertThatThrownBy(() -> PathPattern.of("/v1/../a"))
                .hasMessage("servers read such a path in different ways, so it never matches");
        assertThatThrownBy(() -> PathPattern.of("//**")).hasMessageContaining("never matches");
    }

    @Test
    void theLongerPathIsTheMoreSpecific() {
        assertThat(specificity("/v1/a")).isGreaterThan(specificity("/v1/*"));
        assertThat(specificity("/v1/*")).isGreaterThan(specificity("/v1/**"));
        assertThat(specificity("/v1")).isGreaterThan(specificity("/v1/**"));
        assertThat(specificity("/v1/**")).isGreaterThan(specificity("/*"));
        assertThat(specificity("/*")).isGreaterThan(specificity("/**"));
    }

    private static int specificity(String pattern) {
        return PathPattern.of(pattern).specificity();
    }
}
