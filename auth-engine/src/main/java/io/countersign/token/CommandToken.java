package io.countersign.token;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token that a program prints; it serves as access and as ID token. It is used until its {@code exp} if it is a JWT, and
 * no longer than the time to live that it was given; with neither, until a server refuses it. No failure is terminal: what
 * the program needs may be there at any moment.
 */
public final class CommandToken implements TokenSource {

    private final TokenCommand command;
    private final @Nullable Duration timeToLive;
    private final Clock clock;

    private CommandToken(TokenCommand command, @Nullable Duration timeToLive, Clock clock) {
        this.command = command;
        this.timeToLive = timeToLive;
        this.clock = clock;
    }

    /**
     * What a program prints.
     *
     * @param words the program and its arguments, as no shell has changed them
     * @param timeout how long it may run
     * @param timeToLive how long a token is used; null if it tells that itself, or until it is refused
     */
    public static CommandToken of(List<Secret> words, Duration timeout, @Nullable Duration timeToLive, Clock clock) {
        return new CommandToken(TokenCommand.of(words, timeout), timeToLive, clock);
    }

    @Override
    public TokenSet fetch(@Nullable TokenSet previous) throws AuthenticationException {
        Instant asked = clock.instant();
        Secret value = Secret.of(new String(command.run(), StandardCharsets.UTF_8).trim());
        if (value.isEmpty()) {
            throw command.failed("prints nothing; it must print a token to its standard output", null);
        }
        Instant exp = JwtClaims.of(value).expiresAt();
        if (exp != null && !asked.isBefore(exp)) {
            throw command.failed(
                    "prints a token that expired at " + exp + " (its claim exp); have it make a newer one", null);
        }
        Token token = token(value, asked, exp);
        return TokenSet.of(token).withId(token);
    }

    private Token token(Secret value, Instant asked, @Nullable Instant exp) {
        Instant end = timeToLive == null ? exp : asked.plus(timeToLive);
        if (end == null) {
            return Token.lasting(value);
        }
        return Token.expiring(value, asked, exp != null && exp.isBefore(end) ? exp : end);
    }

    @Override
    public String toString() {
        return command.toString();
    }
}
