package io.countersign.it.demo;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.ReceivedRequest;
import java.net.URI;
import java.util.Optional;

/**
 * An API as the application knows it.
 *
 * @param name also that of its rule, if it has one
 * @param wants for people
 */
record Api(String name, String host, String wants, boolean hasRule, ApiServer server) {

    /** An API that a rule of the same name covers. */
    static Api covered(String name, String wants, ApiServer server) {
        return new Api(name, "127.0.0.1", wants, true, server);
    }

    /** An API of someone else, whose host no rule names. */
    static Api foreign(String name, ApiServer server) {
        return new Api(name, "localhost", "wants nothing; no rule names its host", false, server);
    }

    URI at(String target) {
        return server.at(host, target);
    }

    boolean serves(URI uri) {
        return uri.getPort() == server.port();
    }

    /** The last request for this target. */
    Optional<ReceivedRequest> received(String method, URI uri) {
        String target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        return server.received().stream()
                .filter(request ->
                        request.method().equals(method) && request.target().equals(target))
                .reduce((earlier, later) -> later);
    }
}
