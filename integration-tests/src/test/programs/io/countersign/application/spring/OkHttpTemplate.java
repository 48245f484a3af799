package io.countersign.application.spring;

import io.countersign.application.Client;
import org.springframework.http.client.OkHttp3ClientHttpRequestFactory;

/** RestTemplate over OkHttp. */
public final class OkHttpTemplate {

    private OkHttpTemplate() {}

    /** As it comes. */
    public static Client client() {
        return new Template(new OkHttp3ClientHttpRequestFactory());
    }
}
