package io.countersign.application.spring;

import io.countersign.application.Client;
import org.springframework.http.client.SimpleClientHttpRequestFactory;

/** RestTemplate over HttpURLConnection. */
public final class SimpleTemplate {

    private SimpleTemplate() {}

    /** As it comes. */
    public static Client client() {
        return new Template(new SimpleClientHttpRequestFactory());
    }
}
