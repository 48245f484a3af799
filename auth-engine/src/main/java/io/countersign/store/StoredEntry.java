package io.countersign.store;

import io.countersign.event.FetchKind;
import io.countersign.secret.Secret;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenUse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What lies in one entry of a store: the newest tokens, and why the last attempt at newer ones failed. Immutable. */
final class StoredEntry {

    static final StoredEntry NONE = new StoredEntry(0, null, null, null, null, null);

    private final long at;
    private final @Nullable StoredToken access;
    private final @Nullable StoredToken id;
    private final @Nullable Secret refreshToken;
    private final @Nullable String account;
    private final @Nullable SharedFailure failure;

    /** @param at when the tokens were fetched, on the store's clock */
    StoredEntry(
            long at,
            @Nullable StoredToken access,
            @Nullable StoredToken id,
            @Nullable Secret refreshToken,
            @Nullable String account,
            @Nullable SharedFailure failure) {
        this.at = at;
        this.access = access;
        this.id = id;
        this.refreshToken = refreshToken;
        this.account = account;
        this.failure = failure;
    }

    static StoredEntry of(TokenSet tokens, long at) {
        return new StoredEntry(
                at,
                StoredToken.of(tokens.access()),
                StoredToken.of(tokens.get(TokenUse.ID)),
                tokens.refreshToken(),
                tokens.account(),
                null);
    }

    StoredEntry withFailure(SharedFailure why) {
        return new StoredEntry(at, access, id, refreshToken, account, why);
    }

    long at() {
        return at;
    }

    @Nullable
    StoredToken access() {
        return access;
    }

    @Nullable
    StoredToken id() {
        return id;
    }

    @Nullable
    Secret refreshToken() {
        return refreshToken;
    }

    @Nullable
    String account() {
        return account;
    }

    @Nullable
    SharedFailure failure() {
        return failure;
    }

    /** Whether it has tokens that are not those, for which a caller wants others. */
    boolean isNewsTo(@Nullable TokenSet known) {
        return access != null
                && (known == null || !access.value().equals(known.access().value()));
    }

    boolean isFresh(long now) {
        return access != null && access.isFresh(now - at) && (id == null || id.isFresh(now - at));
    }

    boolean isAlive(long now) {
        return access != null && access.isAlive(now - at) && (id == null || id.isAlive(now - at));
    }

    /**
     * The tokens for who asks now; null if there are none.
     *
     * @param now on the store's clock
     * @param here the same moment on this JVM's
     */
    @Nullable
    TokenSet tokens(long now, Instant here) {
        if (access == null) {
            return null;
        }
        return TokenSet.of(access.asOf(here, now - at))
                .withId(id == null ? null : id.asOf(here, now - at))
                .withRefreshToken(refreshToken)
                .withAccount(account)
                .gotBy(FetchKind.SHARED);
    }

    @Override
    public String toString() {
        return "StoredEntry(access " + access + ", id " + id + ", refresh " + refreshToken + ")";
    }
}
