package io.countersign.application.feign;

import feign.Feign;
import feign.hc5.ApacheHttp5Client;
import io.countersign.application.Client;

/** Feign over Apache HttpClient 5. */
public final class Apache5Feign {

    private Apache5Feign() {}

    /** As it comes. */
    public static Client client() {
        return new FeignProgram(Feign.builder().client(new ApacheHttp5Client()));
    }
}
