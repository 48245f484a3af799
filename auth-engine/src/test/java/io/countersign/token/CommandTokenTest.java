package io.countersign.token;

import io.countersign.request.AuthenticationException;
import io.countersign.request.AuthenticationException.Kind;
import io.countersign.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Real programs, by the names that every Unix has. */
@DisabledOnOs(OS.WINDOWS)
final class CommandTokenTest {

    private static final Instant NOW = Instant.parse("2026-01-05T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MutableClock clock = new MutableClock(NOW);

    @Test
    void whatAProgramPrintsIsTheTokenWithoutBlanksAround() throws AuthenticationException {
        TokenSet tokens = source("printf", "\\n  t0ken\\r\\n\\n").fetch(null);

        assertThat(tokens.access().value()).isEqualTo(Secret.of("t0ken"));
        assertThat(tokens.get(TokenUse.ID)).isSameAs(tokens.access());
    }

    @Test
    void noShellTouchesTheArguments() throws AuthenticationException {
        assertThat(source("printf", "%s|%s", "$HOME;`id`", "a  b")
                        .fetch(null)
                        .access()
                        .value())
                .isEqualTo(Secret.of("$HOME;`id`|a  b"));
    }

    @Test
    void aShellThatIsWrittenIsRun() throws AuthenticationException {
        assertThat(source("sh", "-c", "echo a; echo noise >&2")
                        .fetch(null)
                        .access()
                        .value())
                .isEqualTo(Secret.of("a"));
    }

    @Test
    void thereIsNoInput() throws AuthenticationException {
        assertThat(source("sh", "-c", "cat; echo t").fetch(null).access().value())
                .isEqualTo(Secret.of("t"));
    }

    @Test
    void anOpaqueTokenIsUsedForItsTimeToLiveOrUntilItIsRefused() throws AuthenticationException {
        assertThat(token(Duration.ofMinutes(10), "t").expiresAt()).isEqualTo(NOW.plusSeconds(600));
        assertThat(token(null, "t").expiresAt()).isNull();
    }

    @Test
    void aJwtIsUsedUntilItEndsButForItsTimeToLiveAtMost() throws AuthenticationException {
        String jwt = jwt(NOW.plusSeconds(300));

        assertThat(token(null, jwt).expiresAt()).isEqualTo(NOW.plusSeconds(300));
        assertThat(token(Duration.ofMinutes(10), jwt).expiresAt()).isEqualTo(NOW.plusSeconds(300));
        assertThat(token(Duration.ofMinutes(1), jwt).expiresAt()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void aJwtThatHasEndedIsAFailure() {
        assertFails(source("echo", jwt(NOW)), "prints a token that expired at 2026-01-05T00:00:00Z (its claim exp)");
    }

    @Test
    void anExitCodeIsToldAndNothingThatTheProgramSays() {
        assertFails(
                source("sh", "-c", "echo s3cret; echo s3cret >&2; exit 3"),
                "the command sh ended with exit code 3; run it by hand as the user of this process to see why");
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        assertFails(
                source("/nowhere/print-token", "s3cret"),
                "the command /nowhere/print-token cannot be started; check that the program is there");
    }

    @Test
    void aProgramThatPrintsNothingOrTooMuchIsAFailure() {
        assertFails(source("true"), "prints nothing");
        assertFails(source("sh", "-c", "yes s3cret | head -c 100000"), "prints more than 65536 bytes");
    }

    @Test
    void aProgramThatTakesTooLongIsStopped() {
        assertFails(source(Duration.ofMillis(200), null, "sleep", "600"), "did not end within 200 ms and was stopped");
        assertFails(
                source(Duration.ofMillis(200), null, "sh", "-c", "exec >&-; exec sleep 600"),
                "did not end within 200 ms and was stopped");
    }

    /** Whether its output still counts as open is a matter of luck, and of the JDK. */
    @Test
    @Timeout(60)
    void whatAProgramLeavesRunningHoldsNobodyUp() {
        CommandToken source = source(Duration.ofMillis(500), null, "sh", "-c", "sleep 5 & echo t");
        try {
            assertThat(source.fetch(null).access().value()).isEqualTo(Secret.of("t"));
        } catch (AuthenticationException e) {
            assertThat(e).hasMessageContaining("did not end within 500 ms and was stopped");
        }
    }

    @Test
    void argumentsArePrintedNowhere() {
        assertThat(source("print", "s3cret")).hasToString("the command print");
    }

    private Token token(@Nullable Duration timeToLive, String printed) throws AuthenticationException {
        return source(PATIENCE, timeToLive, "echo", printed).fetch(null).access();
    }

    private CommandToken source(String... words) {
        return source(PATIENCE, null, words);
    }

    private CommandToken source(Duration timeout, @Nullable Duration timeToLive, String... words) {
        List<Secret> secrets = Arrays.stream(words).map(Secret::of).toList();
        return CommandToken.of(secrets, timeout, timeToLive, clock);
    }

    private static String jwt(Instant end) {
        String claims = "{\"exp\":" + end.getEpochSecond() + "}";
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8)) + ".c2ln";
    }

    private static void assertFails(CommandToken source, String part) {
        AuthenticationException failure = catchThrowableOfType(AuthenticationException.class, () -> source.fetch(null));
        assertThat(failure).isNotNull().hasMessageContaining(part);
        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.toString() + failure.getCause()).doesNotContain("s3cret");
    }
}
