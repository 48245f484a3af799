package io.countersign.agent.adapter;

import io.countersign.request.HopResponse;
import org.apache.http.Header;
import org.apache.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** What HttpClient 4 received. */
final class ApacheHttpClient4Answer implements HopResponse {

    private final HttpResponse response;

    ApacheHttpClient4Answer(HttpResponse response) {
        this.response = response;
    }

    @Override
    public int status() {
        return response.getStatusLine().getStatusCode();
    }

    @Override
    public @Nullable String header(String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }
}
