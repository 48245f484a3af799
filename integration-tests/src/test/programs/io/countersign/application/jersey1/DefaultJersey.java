package io.countersign.application.jersey1;

import io.countersign.application.Client;

/** Jersey 1 over HttpURLConnection. */
public final class DefaultJersey {

    private DefaultJersey() {}

    /** As it comes. */
    public static Client client() {
        return new Resources(com.sun.jersey.api.client.Client.create());
    }
}
