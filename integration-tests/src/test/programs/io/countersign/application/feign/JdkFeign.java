package io.countersign.application.feign;

import feign.Feign;
import feign.http2client.Http2Client;
import io.countersign.application.Client;

/** Feign over java.net.http. */
public final class JdkFeign {

    private JdkFeign() {}

    /** As it comes. */
    public static Client client() {
        return new FeignProgram(Feign.builder().client(new Http2Client()));
    }
}
