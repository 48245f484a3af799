package io.countersign.aws;

import io.countersign.request.AuthenticationException;
import io.countersign.token.CachedTokens;
import io.countersign.token.Token;
import io.countersign.token.TokenUse;

/** Who logs in to an identity pool: a token, and what the pool calls its issuer. */
public final class PoolLogin {

    private final String provider;
    private final CachedTokens tokens;
    private final TokenUse use;

    private PoolLogin(String provider, CachedTokens tokens, TokenUse use) {
        this.provider = provider;
        this.tokens = tokens;
        this.use = use;
    }

    /**
     * Another identity's log-in.
     *
     * @param provider for instance {@code cognito-idp.us-east-1.amazonaws.com/us-east-1_Ab12Cd34E}
     * @param use which of its tokens says who it is
     */
    public static PoolLogin of(String provider, CachedTokens tokens, TokenUse use) {
        return new PoolLogin(provider, tokens, use);
    }

    String provider() {
        return provider;
    }

    /** That cache has its own pauses, so that it may be asked again soon. */
    Token token() throws AuthenticationException {
        try {
            return tokens.current(use);
        } catch (AuthenticationException e) {
            throw AuthenticationException.transientFailure(String.valueOf(e.getMessage()), e);
        }
    }

    boolean renew(Token rejected) {
        return tokens.renew(use, rejected);
    }

    @Override
    public String toString() {
        return "the log-in of " + tokens.identity() + " through " + provider;
    }
}
