package io.countersign;

import io.countersign.request.OutboundRequest;
import io.countersign.rules.Rule;
import org.jspecify.annotations.Nullable;

/** Credentials that the application put on a request itself. */
final class Existing {

    private Existing() {}

    /** A signature is always left alone: whoever made it covered the request as it is. */
    static boolean isKept(OutboundRequest hop, Rule rule, String header) {
        return isSigned(hop) || (!rule.replacesExisting() && hop.header(header) != null);
    }

    static boolean isSigned(OutboundRequest hop) {
        String authorization = hop.header("Authorization");
        @Nullable String query = hop.target().query();
        return (authorization != null && authorization.startsWith("AWS4-"))
                || (query != null && (query.contains("X-Amz-Signature=") || query.contains("X-Amz-Algorithm=")));
    }
}
