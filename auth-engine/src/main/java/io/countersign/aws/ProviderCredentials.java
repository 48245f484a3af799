package io.countersign.aws;

import io.countersign.event.FetchKind;
import io.countersign.event.TokenEvents;
import io.countersign.event.Unwatched;
import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.TokenStatus;
import java.io.Closeable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * What a provider of the AWS SDK finds: its default chain, or one profile. The SDK caches and refreshes; this opens the
 * provider anew only when AWS refused what it gave, and after a failure or a fruitless renewal not again for {@value
 * #PAUSE_SECONDS} seconds.
 */
public final class ProviderCredentials implements AwsCredentialsSource, Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderCredentials.class);
    private static final int PAUSE_SECONDS = 30;
    private static final Duration PAUSE = Duration.ofSeconds(PAUSE_SECONDS);

    private final String identity;
    private final CredentialsOrigin origin;
    private final Clock clock;
    private final TokenEvents events;
    /** No monitor, since virtual threads wait for it while the provider asks elsewhere. */
    private final Lock lock = new ReentrantLock();

    private volatile @Nullable AwsCredentialsProvider provider;
    private volatile @Nullable Found found;
    private volatile @Nullable Failure failure;
    private volatile Instant renewableFrom = Instant.MIN;

    private ProviderCredentials(String identity, CredentialsOrigin origin, Clock clock, TokenEvents events) {
        this.identity = identity;
        this.origin = origin;
        this.clock = clock;
        this.events = events;
    }

    /**
     * What the default chain finds: system properties, environment, web identity, profile, container, instance metadata.
     *
     * @param identity what the rules file calls it, for messages
     */
    public static ProviderCredentials ofDefaultChain(String identity, Clock clock) {
        return of(identity, CredentialsOrigin.defaultChain(), clock);
    }

    /** What a profile of the AWS configuration leads to: keys, a role, IAM Identity Center, a process, a container. */
    public static ProviderCredentials ofProfile(String identity, String profile, Clock clock) {
        return of(identity, CredentialsOrigin.profile(profile), clock);
    }

    static ProviderCredentials of(String identity, CredentialsOrigin origin, Clock clock) {
        return new ProviderCredentials(identity, origin, clock, Unwatched.of());
    }

    /** The same, told to who watches: that others were found counts as a log-in. */
    public ProviderCredentials watchedBy(TokenEvents watcher) {
        return new ProviderCredentials(identity, origin, clock, watcher);
    }

    @Override
    public AwsCredentials current() throws AuthenticationException {
        AwsCredentialsProvider opened = provider;
        if (opened != null && found != null && failure == null) {
            return resolve(opened);
        }
        lock.lock();
        try {
            Failure last = failure;
            if (last != null && clock.instant().isBefore(last.until)) {
                throw last.again();
            }
            return resolve(opened());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean renew(AwsCredentials rejected) {
        lock.lock();
        try {
            try {
                if (!current().equals(rejected)) {
                    return true;
                }
                Instant now = clock.instant();
                if (now.isBefore(renewableFrom)) {
                    return false;
                }
                renewableFrom = now.plus(PAUSE);
                close();
                return !current().equals(rejected);
            } catch (AuthenticationException remembered) {
                return false;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public TokenStatus status() {
        Found last = found;
        Instant end = last == null ? null : last.end;
        if (last == null || (end != null && !clock.instant().isBefore(end))) {
            TokenStatus.State without = last == null ? TokenStatus.State.NONE : TokenStatus.State.EXPIRED;
            return TokenStatus.of(failure == null ? without : TokenStatus.State.FAILED, end);
        }
        return TokenStatus.of(failure == null ? TokenStatus.State.FRESH : TokenStatus.State.STALE, end);
    }

    /** Lets go of what the provider holds; whoever asks again opens a new one. */
    @Override
    public void close() {
        lock.lock();
        try {
            AwsCredentialsProvider opened = provider;
            provider = null;
            if (opened instanceof AutoCloseable) {
                closeQuietly((AutoCloseable) opened);
            }
        } finally {
            lock.unlock();
        }
    }

    private AwsCredentialsProvider opened() {
        AwsCredentialsProvider opened = provider;
        if (opened == null) {
            opened = origin.open();
            provider = opened;
        }
        return opened;
    }

    private AwsCredentials resolve(AwsCredentialsProvider from) throws AuthenticationException {
        software.amazon.awssdk.auth.credentials.AwsCredentials resolved;
        Object begun = events.begin();
        try {
            resolved = from.resolveCredentials();
        } catch (RuntimeException e) {
            AuthenticationException failed = failed(from, e);
            events.end(begun, FetchKind.LOG_IN, failed);
            throw failed;
        }
        failure = null;
        Found last = found;
        if (last == null || !last.resolved.equals(resolved)) {
            last = new Found(resolved);
            found = last;
            events.end(begun, FetchKind.LOG_IN, null);
        }
        return last.credentials;
    }

    private AuthenticationException failed(AwsCredentialsProvider from, RuntimeException cause) {
        AuthenticationException exception = found == null
                ? AuthenticationException.terminal(identity + ": " + origin.nothingFound(saidBy(cause)), cause)
                : AuthenticationException.transientFailure(
                        identity + ": the AWS credentials could not be renewed: " + saidBy(cause), cause);
        LOG.warn("{}", exception.getMessage());
        lock.lock();
        try {
            if (from.equals(provider)) {
                failure = new Failure(exception, clock.instant().plus(PAUSE));
            }
        } finally {
            lock.unlock();
        }
        return exception;
    }

    private static String saidBy(RuntimeException cause) {
        return SdkMessage.inOneLine(cause);
    }

    private static void closeQuietly(AutoCloseable opened) {
        try {
            opened.close();
        } catch (Exception ignored) {
            // A provider that is given up anyway; what replaces it says whether all is well.
        }
    }

    /** What the SDK gave last and what we made of it: the same answer is the same object, and so finds its signing key. */
    private static final class Found {
        private final software.amazon.awssdk.auth.credentials.AwsCredentials resolved;
        private final AwsCredentials credentials;
        private final @Nullable Instant end;

        Found(software.amazon.awssdk.auth.credentials.AwsCredentials resolved) {
            this.resolved = resolved;
            this.end = resolved.expirationTime().orElse(null);
            this.credentials = AwsCredentials.of(
                    resolved.accessKeyId(),
                    Secret.of(resolved.secretAccessKey()),
                    resolved instanceof AwsSessionCredentials
                            ? Secret.of(((AwsSessionCredentials) resolved).sessionToken())
                            : null,
                    end);
        }
    }

    /** Why there are none, and until when nobody asks again. */
    private static final class Failure {
        private final AuthenticationException first;
        private final Instant until;

        Failure(AuthenticationException first, Instant until) {
            this.first = first;
            this.until = until;
        }

        AuthenticationException again() {
            String message = String.valueOf(first.getMessage());
            return first.kind() == AuthenticationException.Kind.TERMINAL
                    ? AuthenticationException.terminal(message, first)
                    : AuthenticationException.transientFailure(message, first);
        }
    }
}
