package io.countersign.token;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token that somebody else keeps fresh in a file, for instance a side-car; it serves as access and as ID token. It
 * counts for 10 seconds, or until its {@code exp} if that is sooner, and is then read again, so that a replaced file
 * takes over within that time. No failure is terminal: the file may be mended at any moment, and reading it is harmless.
 */
public final class FileToken implements TokenSource {

    private static final Duration REREAD = Duration.ofSeconds(10);
    private static final long LONGEST = 64 * 1024;

    private final Path file;
    private final Clock clock;

    private FileToken(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** The file holds the token in UTF-8 and nothing else; line ends after it do not count. */
    public static FileToken of(Path file, Clock clock) {
        return new FileToken(file, clock);
    }

    @Override
    public TokenSet fetch(@Nullable TokenSet previous) throws AuthenticationException {
        Instant now = clock.instant();
        Secret value = Secret.of(content());
        if (value.isEmpty()) {
            throw unusable("is empty; whoever writes it must put a token there", null);
        }
        Instant end = now.plus(REREAD);
        Instant exp = JwtClaims.of(value).expiresAt();
        if (exp != null && !now.isBefore(exp)) {
            throw unusable("holds a token that expired at " + exp + " (its claim exp); write a newer one", null);
        }
        Token token = Token.expiring(value, now, exp != null && exp.isBefore(end) ? exp : end);
        return TokenSet.of(token).withId(token);
    }

    private String content() throws AuthenticationException {
        try {
            if (Files.size(file) > LONGEST) {
                throw unusable("is longer than " + LONGEST + " bytes; it must hold one token only", null);
            }
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            int end = text.length();
            while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
                end--;
            }
            return text.substring(0, end);
        } catch (AuthenticationException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw unusable("does not exist; check the path and who writes it", e);
        } catch (AccessDeniedException e) {
            throw unusable("may not be read by this process; check its owner and mode", e);
        } catch (IOException e) {
            throw unusable("cannot be read: " + e, e);
        }
    }

    private AuthenticationException unusable(String what, @Nullable Throwable cause) {
        return AuthenticationException.transientFailure(this + " " + what, cause);
    }

    @Override
    public String toString() {
        return "the token file " + file;
    }
}
