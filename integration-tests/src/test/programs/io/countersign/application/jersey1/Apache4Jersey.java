package io.countersign.application.jersey1;

import io.countersign.application.Client;

/** Jersey 1 over Apache HttpClient 4. */
public final class Apache4Jersey {

    private Apache4Jersey() {}

    /** As it comes. */
    public static Client client() {
        return new Resources(com.sun.jersey.client.apache4.ApacheHttpClient4.create());
    }
}
