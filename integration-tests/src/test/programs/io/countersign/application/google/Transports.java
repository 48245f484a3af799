package io.countersign.application.google;

import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpTransport;
import io.countersign.application.Body;
import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.io.InputStream;

/** Google's HTTP client, over any of its transports. */
final class Transports implements Client {

    private final HttpRequestFactory requests;

    Transports(HttpTransport transport) {
        requests = transport.createRequestFactory(request -> request.setThrowExceptionOnExecuteError(false));
    }

    @Override
    public Response send(Request request) throws Exception {
        GenericUrl url = new GenericUrl(request.url());
        HttpResponse answer = request.method().equals("GET")
                ? requests.buildGetRequest(url).execute()
                : requests.buildPostRequest(
                                url,
                                new ByteArrayContent(
                                        "application/octet-stream",
                                        request.body().bytes()))
                        .execute();
        try (InputStream in = answer.getContent()) {
            return Response.of(answer.getStatusCode(), in == null ? null : Body.readAll(in));
        }
    }
}
