package io.countersign.sigv4;

import io.countersign.request.AuthenticationException;
import io.countersign.request.BodyNotReadableException;
import io.countersign.request.OutboundRequest;
import java.io.IOException;

/** How the body of a hop enters its signature: by its hash, or not at all. */
public final class Payload {

    private static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";
    private static final Payload UNSIGNED = new Payload(false, 0);

    private final boolean signed;
    private final long maxBufferedBody;

    private Payload(boolean signed, long maxBufferedBody) {
        this.signed = signed;
        this.maxBufferedBody = maxBufferedBody;
    }

    /**
     * By its hash.
     *
     * @param maxBufferedBody how many bytes of it may be held in memory for that
     */
    public static Payload signed(long maxBufferedBody) {
        return new Payload(true, maxBufferedBody);
    }

    /** Not at all: the body is not read, and a header tells the service so. Few services take that. */
    public static Payload unsigned() {
        return UNSIGNED;
    }

    /**
     * The body of a request to this service; some leave no choice.
     *
     * @throws AuthenticationException if the service would refuse the choice that was made
     */
    Payload forEndpoint(AwsEndpoint endpoint) throws AuthenticationException {
        if (!signed && endpoint.takesSignedPayloadOnly()) {
            throw AuthenticationException.terminal(
                    "AWS Lambda takes no unsigned payload; set payload = signed for its hosts", null);
        }
        return endpoint.takesUnsignedPayloadOnly() ? UNSIGNED : this;
    }

    /** Whether the service must be told in a header what stands in place of the hash. */
    boolean isUnsigned() {
        return !signed;
    }

    /** The last line of the canonical request. */
    String hash(OutboundRequest hop) throws IOException {
        if (!signed) {
            return UNSIGNED_PAYLOAD;
        }
        try {
            return Sha256.hex(hop.body(maxBufferedBody));
        } catch (BodyNotReadableException e) {
            throw AuthenticationException.terminal(
                    "the body cannot be signed: " + e.getMessage()
                            + "; raise max-buffered-body of the rule if it is only too long",
                    e);
        }
    }
}
