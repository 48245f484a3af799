package io.countersign.application.google;

import com.google.api.client.http.javanet.NetHttpTransport;
import io.countersign.application.Client;

/** Google's HTTP client over HttpURLConnection. */
public final class NetTransport {

    private NetTransport() {}

    /** As it comes. */
    public static Client client() {
        return new Transports(new NetHttpTransport());
    }
}
