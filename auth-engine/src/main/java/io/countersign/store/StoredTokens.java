package io.countersign.store;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a source, shared with other JVMs. What lies in the store is used while it is fresh and not the very token that
 * the caller wants replaced. Else one JVM takes the lock, refreshes or logs in, and puts the outcome there, a failure too;
 * the others wait for that, though not for long, and then fetch tokens by themselves.
 *
 * <p>A refresh token that others may have, too, is only used under the lock: where refresh tokens rotate, using one twice ends
 * the session. Whoever goes alone logs in, and from then on has a refresh token of its own.
 */
public final class StoredTokens implements TokenSource, AutoCloseable {

    /** More than this no entry has. */
    static final int LONGEST = 256 * 1024;

    private final TokenSource source;
    private final TokenStore store;
    private final Sharing sharing;
    private volatile @Nullable Secret ownAccessToken;

    private StoredTokens(TokenSource source, TokenStore store, Sharing sharing) {
        this.source = source;
        this.store = store;
        this.sharing = sharing;
    }

    /** Shares what a source gives. */
    public static StoredTokens of(TokenSource source, TokenStore store, Sharing sharing) {
        return new StoredTokens(source, store, sharing);
    }

    @Override
    public TokenSet fetch(@Nullable TokenSet previous) throws AuthenticationException {
        try (TokenStore.Visit visit = store.visit(sharing.entry(), sharing.lease())) {
            TokenSet tokens = shared(visit, previous);
            if (tokens != null) {
                return tokens;
            }
        } catch (StoreException e) {
            sharing.trouble().say(store, e);
        }
        return alone(previous);
    }

    /** Null if another JVM takes too long. */
    private @Nullable TokenSet shared(TokenStore.Visit visit, @Nullable TokenSet previous)
            throws StoreException, AuthenticationException {
        long began = visit.now();
        Instant limit = sharing.now().plus(sharing.patience());
        while (true) {
            StoredEntry found = read(visit);
            TokenSet usable = usable(found, visit.now(), previous, began);
            if (usable != null) {
                return usable;
            }
            if (visit.tryLock()) {
                return locked(visit, previous, began);
            }
            if (!sharing.now().isBefore(limit)) {
                return found.isNewsTo(previous) && found.isAlive(visit.now())
                        ? found.tokens(visit.now(), sharing.now())
                        : null;
            }
            pause();
        }
    }

    private @Nullable TokenSet usable(StoredEntry found, long now, @Nullable TokenSet previous, long began)
            throws AuthenticationException {
        if (found.isNewsTo(previous) && found.isFresh(now)) {
            sharing.trouble().over();
            return found.tokens(now, sharing.now());
        }
        SharedFailure failure = found.failure();
        if (failure != null && failure.concerns(began, sharing.secrets())) {
            throw failure.exception();
        }
        return null;
    }

    private TokenSet locked(TokenStore.Visit visit, @Nullable TokenSet previous, long began)
            throws StoreException, AuthenticationException {
        StoredEntry found = read(visit);
        TokenSet usable = usable(found, visit.now(), previous, began);
        if (usable != null) {
            return usable;
        }
        TokenSet newest = found.tokens(visit.now(), sharing.now());
        long asked = visit.now();
        TokenSet tokens;
        try {
            tokens = source.fetch(newest == null ? previous : newest);
        } catch (AuthenticationException e) {
            leave(
                    visit,
                    () -> found.withFailure(SharedFailure.of(e, visit.now(), sharing.secrets(), sharing.random())));
            throw e;
        }
        boolean left = leave(visit, () -> StoredEntry.of(tokens, asked));
        ownAccessToken = left ? null : tokens.access().value();
        return tokens;
    }

    /** What was fetched is good even if nobody else gets it. */
    private boolean leave(TokenStore.Visit visit, Making entry) {
        try {
            visit.write(EntryFormat.write(entry.make()));
            sharing.trouble().over();
            return true;
        } catch (StoreException e) {
            sharing.trouble().say(store, e);
            return false;
        }
    }

    private StoredEntry read(TokenStore.Visit visit) throws StoreException {
        try {
            return EntryFormat.read(visit.read());
        } catch (UnreadableEntryException e) {
            sharing.trouble().say(store, e);
            return StoredEntry.NONE;
        }
    }

    private TokenSet alone(@Nullable TokenSet previous) throws AuthenticationException {
        boolean own = previous != null && previous.access().value().equals(ownAccessToken);
        TokenSet tokens = source.fetch(own ? previous : null);
        ownAccessToken = tokens.access().value();
        return tokens;
    }

    private void pause() throws StoreException {
        try {
            sharing.pause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("was waited for in a thread interrupted since", e);
        }
    }

    /** Lets go of what the source holds. */
    @Override
    public void close() throws Exception {
        if (source instanceof AutoCloseable) {
            ((AutoCloseable) source).close();
        }
    }

    @Override
    public String toString() {
        return source.toString();
    }

    /** What is left in the store. */
    private interface Making {
        StoredEntry make() throws StoreException;
    }
}
