package io.countersign.token;

import io.countersign.request.AuthenticationException;
import io.countersign.request.Authorization;
import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestSigner;
import org.jspecify.annotations.Nullable;

/** Puts a token into a header. */
public final class HeaderSigner implements RequestSigner {

    private final String header;
    private final String prefix;
    private final CachedTokens tokens;
    private final TokenUse use;
    private volatile @Nullable Joined last;

    private HeaderSigner(String header, String prefix, CachedTokens tokens, TokenUse use) {
        this.header = header;
        this.prefix = prefix;
        this.tokens = tokens;
        this.use = use;
    }

    /** @param prefix what stands before the token, literally: {@code "Bearer "} with its blank, or nothing */
    public static HeaderSigner of(String header, String prefix, CachedTokens tokens, TokenUse use) {
        return new HeaderSigner(header, prefix, tokens, use);
    }

    @Override
    public String header() {
        return header;
    }

    @Override
    public Authorization sign(OutboundRequest hop) throws AuthenticationException {
        Joined joined = joined(tokens.current(use));
        hop.setHeader(header, joined.value);
        return joined.authorization;
    }

    /** Made once per token, since the same one goes into many requests; two threads may both make it. */
    private Joined joined(Token token) throws AuthenticationException {
        Joined joined = last;
        if (joined == null || joined.token != token) {
            joined = new Joined(token, HeaderValue.of(prefix, token.value()), refusal -> tokens.renew(use, token));
            last = joined;
        }
        return joined;
    }

    @Override
    public String toString() {
        return "HeaderSigner(" + header + " of " + tokens.identity() + ")";
    }

    /** A token and what is made of it: the header's value, and what to ask when that is refused. */
    private static final class Joined {

        private final Token token;
        private final String value;
        private final Authorization authorization;

        Joined(Token token, String value, Authorization authorization) {
            this.token = token;
            this.value = value;
            this.authorization = authorization;
        }
    }
}
