package io.countersign.token;

import org.jspecify.annotations.Nullable;

/** A token set as the cache holds it. Each of its tokens lives for itself: one that has ended takes none away. */
final class DatedTokens {

    private final TokenSet set;
    private final DatedToken access;
    private final @Nullable DatedToken id;

    private DatedTokens(TokenSet set, DatedToken access, @Nullable DatedToken id) {
        this.set = set;
        this.access = access;
        this.id = id;
    }

    /** @param asked when the fetch began, in milliseconds of the cache's clock */
    static DatedTokens of(TokenSet set, RefreshPolicy policy, long asked) {
        Token id = set.get(TokenUse.ID);
        return new DatedTokens(
                set, DatedToken.of(set.access(), policy, asked), id == null ? null : DatedToken.of(id, policy, asked));
    }

    TokenSet set() {
        return set;
    }

    @Nullable
    DatedToken get(TokenUse use) {
        return use == TokenUse.ID ? id : access;
    }

    boolean hasEnded(TokenUse use, long now) {
        DatedToken token = get(use);
        return token != null && !token.isAlive(now);
    }

    /** Until the next of them ends; {@code Long.MAX_VALUE} if none of those that live does. */
    long left(long now) {
        long left = access.isAlive(now) ? access.left(now) : Long.MAX_VALUE;
        return id != null && id.isAlive(now) ? Math.min(left, id.left(now)) : left;
    }
}
