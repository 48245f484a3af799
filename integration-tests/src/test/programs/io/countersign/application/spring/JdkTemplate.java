package io.countersign.application.spring;

import io.countersign.application.Client;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/** RestTemplate over java.net.http. */
public final class JdkTemplate {

    private JdkTemplate() {}

    /** As it comes. */
    public static Client client() {
        return new Template(new JdkClientHttpRequestFactory());
    }
}
