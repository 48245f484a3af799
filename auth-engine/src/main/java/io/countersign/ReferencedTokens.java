package io.countersign;

import io.countersign.ReferencedSettings.Reading;
import io.countersign.request.AuthenticationException;
import io.countersign.rules.IdentitySettings;
import io.countersign.token.Token;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenSource;
import io.countersign.token.TokenUse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * The tokens of an identity whose settings stand in files or vaults. Settings are read when tokens are fetched and old ones
 * are too old, and when a fetch has failed terminally: if they are others then, it is tried once more with those; if they
 * are the same, nothing is tried. During the pause that follows they are looked at every now and then, for the same reason.
 */
final class ReferencedTokens implements TokenSource, AutoCloseable {

    private static final Duration LOOK_AT_FILES = Duration.ofSeconds(1);
    private static final Duration LOOK_AT_VAULTS = Duration.ofSeconds(30);

    /** How soon a value that is used for itself is looked for again, after that failed. */
    private static final Duration AFTER_TROUBLE = Duration.ofMinutes(1);

    private final ReferencedSettings settings;
    private final Function<IdentitySettings, TokenSource> sources;
    private final Age age;
    private final Clock clock;
    private final Executor executor;
    private final AtomicReference<Instant> nextLook = new AtomicReference<>(Instant.MIN);
    private volatile @Nullable Source current;
    private volatile int failed;

    ReferencedTokens(
            ReferencedSettings settings,
            Function<IdentitySettings, TokenSource> sources,
            Age age,
            Clock clock,
            Executor executor) {
        this.settings = settings;
        this.sources = sources;
        this.age = age;
        this.clock = clock;
        this.executor = executor;
    }

    /** Flights follow one another, so this is never called twice at once. */
    @Override
    public TokenSet fetch(@Nullable TokenSet previous) throws AuthenticationException {
        failed = settings.number();
        Reading reading = settings.notOlderThan(age.ofSettings);
        failed = reading.number();
        Source known = current;
        Source source = source(reading);
        boolean sameAccount = known == null || known.reading.settings().isSameAccount(reading.settings());
        try {
            return limited(source.tokens.fetch(sameAccount ? previous : null), reading);
        } catch (AuthenticationException e) {
            Reading newer = e.kind() == AuthenticationException.Kind.TERMINAL ? settings.reread() : reading;
            failed = newer.number();
            if (newer.number() == reading.number()) {
                throw e;
            }
            return limited(source(newer).tokens.fetch(null), newer);
        }
    }

    /** Files are looked at at once, vaults in the background: some request later knows. */
    @Override
    public boolean isMended() {
        if (settings.number() != failed) {
            return true;
        }
        Instant now = clock.instant();
        Instant due = requireNonNull(nextLook.get());
        boolean far = settings.leadsOut();
        if (now.isBefore(due) || !nextLook.compareAndSet(due, now.plus(far ? LOOK_AT_VAULTS : LOOK_AT_FILES))) {
            return false;
        }
        if (far) {
            executor.execute(this::look);
            return false;
        }
        look();
        return settings.number() != failed;
    }

    /** Lets go of what the last source holds. */
    @Override
    public void close() {
        Source known = current;
        if (known != null) {
            known.close();
        }
    }

    private void look() {
        try {
            settings.reread();
        } catch (AuthenticationException stillTheSame) {
            // It has been said, and will be again if it still is so after the pause.
        }
    }

    private Source source(Reading reading) {
        Source known = current;
        if (known != null && known.reading.number() == reading.number()) {
            return known;
        }
        Source next = new Source(reading, sources.apply(reading.settings()));
        current = next;
        if (known != null) {
            known.close();
        }
        return next;
    }

    /** A value that is used as it is has no end of its own: it is looked at again after a while. */
    private TokenSet limited(TokenSet tokens, Reading reading) {
        Duration rest =
                reading.isOutdated() && AFTER_TROUBLE.compareTo(age.ofValues) < 0 ? AFTER_TROUBLE : age.ofValues;
        Token access = tokens.access();
        if (access.expiresAt() != null) {
            return tokens;
        }
        Instant now = clock.instant();
        Token limited = Token.expiring(access.value(), now, now.plus(rest));
        Token id = tokens.get(TokenUse.ID);
        return TokenSet.of(limited)
                .withId(id == null ? null : limited)
                .withRefreshToken(tokens.refreshToken())
                .withAccount(tokens.account())
                .gotBy(tokens.kind());
    }

    @Override
    public String toString() {
        Source known = current;
        return known == null ? settings.toString() : known.tokens.toString();
    }

    /** How old things may be. */
    static final class Age {

        private final Duration ofSettings;
        private final Duration ofValues;

        private Age(Duration ofSettings, Duration ofValues) {
            this.ofSettings = ofSettings;
            this.ofValues = ofValues;
        }

        /** Settings that something is made of, by a log-in for instance. */
        static Age ofLogIn(Duration refresh) {
            return new Age(refresh, refresh);
        }

        /** Settings that are used as they are, or quickly read: whenever something is fetched, it is for newer ones. */
        static Age ofValue(Duration refresh) {
            return new Age(Duration.ZERO, refresh);
        }
    }

    private static final class Source {

        private final Reading reading;
        private final TokenSource tokens;

        Source(Reading reading, TokenSource tokens) {
            this.reading = reading;
            this.tokens = tokens;
        }

        void close() {
            if (tokens instanceof AutoCloseable) {
                try {
                    ((AutoCloseable) tokens).close();
                } catch (Exception ignored) {
                    // It has been replaced; whether all is well, its successor says.
                }
            }
        }
    }
}
