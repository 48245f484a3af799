package io.countersign.application.feign;

import feign.Feign;
import io.countersign.application.Client;

/** Feign's own client, which is HttpURLConnection. */
public final class DefaultFeign {

    private DefaultFeign() {}

    /** As it comes. */
    public static Client client() {
        return new FeignProgram(Feign.builder());
    }
}
