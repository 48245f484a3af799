package io.countersign.token;

import io.countersign.request.AuthenticationException;
import io.countersign.request.Authorization;
import io.countersign.request.HopResponse;
import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestSigner;
import io.countersign.secret.Secret;

/** Puts an API key into a header. There is no other key to be had, so a refusal is final. */
public final class ApiKeySigner implements RequestSigner {

    private final String identity;
    private final String header;
    private final Secret key;

    private ApiKeySigner(String identity, String header, Secret key) {
        this.identity = identity;
        this.header = header;
        this.key = key;
    }

    /** @param identity its name in the rules file */
    public static ApiKeySigner of(String identity, String header, Secret key) {
        return new ApiKeySigner(identity, header, key);
    }

    @Override
    public String header() {
        return header;
    }

    @Override
    public Authorization sign(OutboundRequest hop) throws AuthenticationException {
        hop.setHeader(header, HeaderValue.of("", key));
        return new Final();
    }

    @Override
    public String toString() {
        return "ApiKeySigner(" + header + " of " + identity + ")";
    }

    /** Not a lambda, which would be the first of many a small JVM and cost it milliseconds. */
    private static final class Final implements Authorization {
        @Override
        public boolean renew(HopResponse refusal) {
            return false;
        }
    }
}
