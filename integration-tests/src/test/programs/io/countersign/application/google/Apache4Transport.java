package io.countersign.application.google;

import com.google.api.client.http.apache.v2.ApacheHttpTransport;
import io.countersign.application.Client;

/** Google's HTTP client over Apache HttpClient 4. */
public final class Apache4Transport {

    private Apache4Transport() {}

    /** As it comes. */
    public static Client client() {
        return new Transports(new ApacheHttpTransport());
    }
}
