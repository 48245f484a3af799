package io.countersign.appsync;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;

/** Gives the secret that is valid now; asked anew for every handshake and message. */
@FunctionalInterface
public interface SecretSource {

    /** @throws AuthenticationException if there is none */
    Secret current() throws AuthenticationException;
}
