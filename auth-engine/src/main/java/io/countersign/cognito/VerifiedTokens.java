package io.countersign.cognito;

import io.countersign.jwks.TokenVerifier;
import io.countersign.request.AuthenticationException;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenSource;
import org.jspecify.annotations.Nullable;

/** A user's tokens, none of which is used before its signature and its claims were verified. */
final class VerifiedTokens implements TokenSource, AutoCloseable {

    private final CognitoUserSource source;
    private final TokenVerifier verifier;

    VerifiedTokens(CognitoUserSource source, TokenVerifier verifier) {
        this.source = source;
        this.verifier = verifier;
    }

    @Override
    public TokenSet fetch(@Nullable TokenSet previous) throws AuthenticationException {
        TokenSet tokens = source.fetch(previous);
        try {
            verifier.verify(tokens, source.serverTime());
        } catch (AuthenticationException e) {
            String message = source + " failed: " + e.getMessage();
            throw e.kind() == AuthenticationException.Kind.TERMINAL
                    ? AuthenticationException.terminal(message, e.getCause())
                    : AuthenticationException.transientFailure(message, e.getCause());
        }
        return tokens;
    }

    @Override
    public void close() {
        source.close();
    }

    @Override
    public String toString() {
        return source.toString();
    }
}
