package io.countersign.application.feign;

import feign.Feign;
import feign.httpclient.ApacheHttpClient;
import io.countersign.application.Client;

/** Feign over Apache HttpClient 4. */
public final class Apache4Feign {

    private Apache4Feign() {}

    /** As it comes. */
    public static Client client() {
        return new FeignProgram(Feign.builder().client(new ApacheHttpClient()));
    }
}
