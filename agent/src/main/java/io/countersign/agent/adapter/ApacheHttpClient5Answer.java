package io.countersign.agent.adapter;

import io.countersign.request.HopResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** What HttpClient 5 received. */
final class ApacheHttpClient5Answer implements HopResponse {

    private final HttpResponse response;

    ApacheHttpClient5Answer(HttpResponse response) {
        this.response = response;
    }

    @Override
    public int status() {
        return response.getCode();
    }

    @Override
    public @Nullable String header(String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }
}
