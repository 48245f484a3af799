package io.countersign.application.feign;

import feign.Feign;
import feign.okhttp.OkHttpClient;
import io.countersign.application.Client;

/** Feign over OkHttp. */
public final class OkHttpFeign {

    private OkHttpFeign() {}

    /** As it comes. */
    public static Client client() {
        return new FeignProgram(Feign.builder().client(new OkHttpClient()));
    }
}
