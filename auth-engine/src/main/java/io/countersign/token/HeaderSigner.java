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
        Token token = tokens.current(use);
        hop.setHeader(header, value(token));
        return refusal -> tokens.renew(use, token);
    }

    /** Made once per token, since the same one goes into many requests; two threads may both make it. */
    private String value(Token token) throws AuthenticationException {
        Joined joined = last;
        if (joined == null || joined.token != token) {
            joined = new Joined(token, HeaderValue.of(prefix, token.value()));
            last = joined;
        }
        return joined.value;
    }

    @Override
    public String toString() {
        return "HeaderSigner(" + header + " of " + tokens.identity() + ")";
    }

    /** A token and the header value made of it. */
    private static final class Joined {

        private final Token token;
        private final String value;

        Joined(Token token, String value) {
            this.token = token;
            this.value = value;
        }
    }
}
