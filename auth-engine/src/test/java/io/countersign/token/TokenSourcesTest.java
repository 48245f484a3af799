package io.countersign.token;

import io.countersign.request.AuthenticationException;
import io.countersign.request.AuthenticationException.Kind;
import io.countersign.secret.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Tokens from the configuration and from files. */
final class TokenSourcesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String JWT = TestTokens.jwt("{\"exp\":1767229200}").reveal();

    private final MutableClock clock = new MutableClock(NOW);

    @TempDir
    private Path folder;

    @Test
    void anOpaqueFixedTokenLasts() throws Exception {
        TokenSet set = FixedToken.of(Secret.of("opaque"), clock).fetch(null);
        assertThat(set.access().expiresAt()).isNull();
        assertThat(set.get(TokenUse.ID)).isSameAs(set.access());
    }

    @Test
    void aFixedJwtLastsUntilItsExp() throws Exception {
        Token token = FixedToken.of(Secret.of(JWT), clock).fetch(null).access();
        assertThat(token.issuedAt()).isEqualTo(NOW);
        assertThat(token.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void anExpiredFixedJwtIsATerminalErrorNamingIdentityAndExp() {
        clock.advance(Duration.ofHours(1));
        assertThatThrownBy(() -> cache(FixedToken.of(Secret.of(JWT), clock)).current(TokenUse.ACCESS))
                .isInstanceOfSatisfying(
                        AuthenticationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TERMINAL))
                .hasMessage("orders: the configured token expired at 2026-01-01T01:00:00Z (its claim exp);"
                        + " configure a newer one");
    }

    @Test
    void aTokenFileMayEndWithLineEnds() throws Exception {
        assertThat(read("secret\r\n\n")).isEqualTo("secret");
        assertThat(read("secret")).isEqualTo("secret");
    }

    @Test
    void aReplacedTokenFileTakesOverWithinTenSeconds() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "one\n");
        CachedTokens cache = cache(FileToken.of(file, clock));
        assertThat(cache.current(TokenUse.ACCESS).value().reveal()).isEqualTo("one");
        Files.writeString(file, "two\n");
        clock.advance(Duration.ofSeconds(10));
        assertThat(cache.current(TokenUse.ACCESS).value().reveal()).isEqualTo("two");
    }

    @Test
    void aRefusedFileTokenIsReadAgainAtOnce() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "one");
        CachedTokens cache = cache(FileToken.of(file, clock));
        Token one = cache.current(TokenUse.ACCESS);
        Files.writeString(file, "two");
        assertThat(cache.renew(TokenUse.ACCESS, one)).isTrue();
        assertThat(cache.current(TokenUse.ACCESS).value().reveal()).isEqualTo("two");
    }

    @Test
    void aFileWithAJwtCountsNoLongerThanTheJwt() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), JWT);
        FileToken source = FileToken.of(file, clock);
        assertThat(source.fetch(null).access().expiresAt()).isEqualTo(NOW.plusSeconds(10));
        clock.advance(Duration.ofHours(1).minusSeconds(3));
        assertThat(source.fetch(null).access().expiresAt()).isEqualTo(NOW.plusSeconds(3600));
        clock.advance(Duration.ofSeconds(3));
        assertThatThrownBy(() -> source.fetch(null)).hasMessageContaining("expired at 2026-01-01T01:00:00Z");
    }

    @Test
    void filesThatHoldNoTokenAreTransientFailuresWithARemedy() throws Exception {
        assertUnusable(folder.resolve("missing"), "does not exist; check the path");
        assertUnusable(Files.writeString(folder.resolve("empty"), "\n"), "is empty");
        assertUnusable(Files.writeString(folder.resolve("long"), "x".repeat(70_000)), "longer than 65536 bytes");
        assertUnusable(folder, "cannot be read");
    }

    private void assertUnusable(Path file, String message) {
        assertThatThrownBy(() -> FileToken.of(file, clock).fetch(null))
                .isInstanceOfSatisfying(
                        AuthenticationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TRANSIENT))
                .hasMessageStartingWith("the token file " + file + " ")
                .hasMessageContaining(message);
    }

    private String read(String content) throws Exception {
        Path file = Files.writeString(folder.resolve("token"), content);
        return FileToken.of(file, clock).fetch(null).access().value().reveal();
    }

    private CachedTokens cache(TokenSource source) {
        return CachedTokens.of("orders", source, RefreshPolicy.of(new Random(1)), clock, Runnable::run);
    }
}
