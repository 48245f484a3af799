package io.countersign.application.google;

import com.google.api.client.http.apache.ApacheHttpTransport;
import io.countersign.application.Client;

/** Google's HTTP client over the old Apache HttpClient 4. */
public final class ApacheTransport {

    private ApacheTransport() {}

    /** As it comes. */
    public static Client client() {
        return new Transports(new ApacheHttpTransport());
    }
}
