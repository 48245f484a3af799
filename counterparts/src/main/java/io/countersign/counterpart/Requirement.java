package io.countersign.counterpart;

import java.util.List;
import java.util.Optional;

/** What an {@link ApiServer} wants to see before it answers. */
@FunctionalInterface
public interface Requirement {

    /** Why a request is not let in, empty if it is. The reason holds no secret. */
    Optional<String> refusal(ReceivedRequest request);

    /** Lets everyone in. */
    static Requirement none() {
        return request -> Optional.empty();
    }

    /** A user pool's token after {@code Bearer}, in the one Authorization header. */
    static Requirement bearer(TokenIssuer issuer, String use, String clientId) {
        return token("Bearer ", issuer, use, clientId);
    }

    /** A user pool's token after nothing at all, as AppSync takes it. */
    static Requirement bareToken(TokenIssuer issuer, String use, String clientId) {
        return token("", issuer, use, clientId);
    }

    private static Requirement token(String prefix, TokenIssuer issuer, String use, String clientId) {
        return request -> {
            List<String> values = request.values("Authorization");
            if (values.size() != 1 || !values.get(0).startsWith(prefix)) {
                return Optional.of(
                        values.size() + " Authorization headers; one with '" + prefix + "<token>' is wanted");
            }
            return issuer.refusal(values.get(0).substring(prefix.length()), use, clientId)
                    .map(reason -> "the token is " + reason);
        };
    }

    /** A value in one header, once. */
    static Requirement header(String name, String value) {
        return request -> request.values(name).equals(List.of(value))
                ? Optional.empty()
                : Optional.of("not the one header " + name + " with the value that is wanted");
    }

    /** A key in {@code x-api-key}, once. */
    static Requirement apiKey(String key) {
        return request -> {
            List<String> values = request.values("x-api-key");
            return values.equals(List.of(key))
                    ? Optional.empty()
                    : Optional.of(values.size() + " x-api-key headers, or not the key");
        };
    }

    /** An AWS Signature Version 4 of exactly what arrived. */
    static Requirement signature(SigV4Verifier verifier) {
        return verifier::refusal;
    }
}
