package io.countersign.application.google;

import com.google.api.client.http.apache.v5.Apache5HttpTransport;
import io.countersign.application.Client;

/** Google's HTTP client over Apache HttpClient 5. */
public final class Apache5Transport {

    private Apache5Transport() {}

    /** As it comes. */
    public static Client client() {
        return new Transports(new Apache5HttpTransport());
    }
}
