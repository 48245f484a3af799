package io.countersign.token;

import io.countersign.request.AuthenticationException;
import org.jspecify.annotations.Nullable;

/** A token set as the cache holds it. */
final class DatedTokens {

    private final TokenSet set;
    private final DatedToken access;
    private final @Nullable DatedToken id;

    private DatedTokens(TokenSet set, DatedToken access, @Nullable DatedToken id) {
        this.set = set;
        this.access = access;
        this.id = id;
    }

    /** @throws AuthenticationException if a token of the set has no lifetime left, which would be fetched for ever */
    static DatedTokens of(TokenSet set, RefreshPolicy policy, long now) throws AuthenticationException {
        Token id = set.get(TokenUse.ID);
        DatedTokens dated = new DatedTokens(
                set, DatedToken.of(set.access(), policy), id == null ? null : DatedToken.of(id, policy));
        if (!dated.access.isAlive(now) || (dated.id != null && !dated.id.isAlive(now))) {
            throw AuthenticationException.transientFailure(
                    "the token that came has expired already; check the token lifetimes and the clocks", null);
        }
        return dated;
    }

    TokenSet set() {
        return set;
    }

    @Nullable
    DatedToken get(TokenUse use) {
        return use == TokenUse.ID ? id : access;
    }
}
