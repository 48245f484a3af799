package io.countersign.token;

import io.countersign.event.FetchKind;
import io.countersign.secret.Secret;
import org.jspecify.annotations.Nullable;

/** What one log-in or refresh gave. Immutable; {@code with…} makes a copy. */
public final class TokenSet {

    private final Token access;
    private final @Nullable Token id;
    private final @Nullable Secret refreshToken;
    private final @Nullable String account;
    private final FetchKind kind;

    private TokenSet(
            Token access, @Nullable Token id, @Nullable Secret refreshToken, @Nullable String account, FetchKind kind) {
        this.access = access;
        this.id = id;
        this.refreshToken = refreshToken;
        this.account = account;
        this.kind = kind;
    }

    /** Nothing but an access token, got by logging in. */
    public static TokenSet of(Token access) {
        return new TokenSet(access, null, null, null, FetchKind.LOG_IN);
    }

    /** The same, and an ID token. */
    public TokenSet withId(@Nullable Token token) {
        return new TokenSet(access, token, refreshToken, account, kind);
    }

    /** The same, and what the next tokens can be had for without logging in. */
    public TokenSet withRefreshToken(@Nullable Secret token) {
        return new TokenSet(access, id, token, account, kind);
    }

    /** The same, and whose tokens they are, in the issuer's own spelling: not the alias that was used to log in. */
    public TokenSet withAccount(@Nullable String name) {
        return new TokenSet(access, id, refreshToken, name, kind);
    }

    /** The same, got in another way. */
    public TokenSet gotBy(FetchKind how) {
        return new TokenSet(access, id, refreshToken, account, how);
    }

    /** Every set has one. */
    public Token access() {
        return access;
    }

    /** The token for a use; null if the set has none. */
    public @Nullable Token get(TokenUse use) {
        return use == TokenUse.ID ? id : access;
    }

    /** Null if the next tokens take another log-in. */
    public @Nullable Secret refreshToken() {
        return refreshToken;
    }

    /** The issuer's name for the account; null if it does not matter. */
    public @Nullable String account() {
        return account;
    }

    /** How it was got. */
    public FetchKind kind() {
        return kind;
    }

    @Override
    public String toString() {
        return "TokenSet(access " + access + ", id " + id + ", refresh " + refreshToken + ", of " + account + ")";
    }
}
