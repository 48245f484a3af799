package io.countersign.application.jersey1;

import io.countersign.application.Client;

/** Jersey 1 over Commons HttpClient 3. */
public final class CommonsJersey {

    private CommonsJersey() {}

    /** As it comes. */
    public static Client client() {
        return new Resources(com.sun.jersey.client.apache.ApacheHttpClient.create());
    }
}
