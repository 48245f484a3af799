package io.countersign.jwks;

import io.countersign.request.AuthenticationException;
import java.io.IOException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's keys: kept until a token names one that is not among them, then asked for once more, since the issuer may have
 * changed keys. Whoever makes up identifiers causes one question a minute. A failed question leaves the keys as they are.
 */
final class IssuerKeys {

    /** After a question that did not help, as long as there are keys. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    private final KeySource source;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Answer last;

    private IssuerKeys(KeySource source) {
        this.source = source;
    }

    /** No keys yet; the first look-up asks for them. */
    static IssuerKeys of(KeySource source) {
        return new IssuerKeys(source);
    }

    /**
     * The key of that identifier.
     *
     * @throws Rejection if the issuer has no such key
     * @throws AuthenticationException transient, if the issuer could not be asked
     */
    PublicKey get(String keyId, Instant now) throws Rejection, AuthenticationException {
        Answer known = last;
        PublicKey key = known == null ? null : known.keys.get(keyId);
        if (key != null) {
            return key;
        }
        Answer current = ask(keyId, now);
        key = current.keys.get(keyId);
        if (key != null) {
            return key;
        }
        if (current.failure != null) {
            throw current.failure;
        }
        throw Rejection.notOfCognito("it is signed with a key that its user pool does not publish");
    }

    /** Callers that come meanwhile wait for the one answer: an issuer that changes keys is asked once, not by each thread. */
    private Answer ask(String keyId, Instant now) throws AuthenticationException {
        asking.lock();
        try {
            Answer current = last;
            if (current != null && (current.keys.get(keyId) != null || current.wasFruitless(now))) {
                return current;
            }
            Answer next = answer(keyId, current, now);
            last = next;
            return next;
        } finally {
            asking.unlock();
        }
    }

    private Answer answer(String keyId, @Nullable Answer current, Instant now) throws AuthenticationException {
        try {
            KeySet keys = fetched();
            return new Answer(keys, keys.get(keyId) == null ? now : null, null);
        } catch (AuthenticationException failure) {
            if (current == null) {
                throw failure;
            }
            return new Answer(current.keys, now, failure);
        }
    }

    private KeySet fetched() throws AuthenticationException {
        String document;
        try {
            document = source.fetch();
        } catch (IOException | RuntimeException e) {
            // Not only IOException: an HTTP client's own exceptions need not be.
            throw unavailable(e.toString(), e);
        }
        try {
            return KeySet.parse(document);
        } catch (IOException e) {
            throw unavailable(e.getMessage(), e);
        }
    }

    private static AuthenticationException unavailable(@Nullable String reason, Exception cause) {
        return AuthenticationException.transientFailure(
                "the keys of the user pool cannot be had: " + reason + "; check network, proxy and endpoint", cause);
    }

    /** What the last question came to: keys, when it was asked if in vain, and if it failed older keys and the failure. */
    private static final class Answer {

        private final KeySet keys;
        private final @Nullable Instant inVain;
        private final @Nullable AuthenticationException failure;

        private Answer(KeySet keys, @Nullable Instant inVain, @Nullable AuthenticationException failure) {
            this.keys = keys;
            this.inVain = inVain;
            this.failure = failure;
        }

        /** Either way: a clock that was set back must not make the pause longer. */
        private boolean wasFruitless(Instant now) {
            return inVain != null && Duration.between(inVain, now).abs().compareTo(PAUSE) < 0;
        }
    }
}
