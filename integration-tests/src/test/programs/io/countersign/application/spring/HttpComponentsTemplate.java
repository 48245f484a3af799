package io.countersign.application.spring;

import io.countersign.application.Client;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

/** RestTemplate over Apache HttpClient. */
public final class HttpComponentsTemplate {

    private HttpComponentsTemplate() {}

    /** As it comes. */
    public static Client client() {
        return new Template(new HttpComponentsClientHttpRequestFactory());
    }
}
