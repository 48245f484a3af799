package io.countersign.application.search;

import io.countersign.application.Body;
import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.io.IOException;
import java.net.URI;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.opensearch.client.ResponseException;
import org.opensearch.client.RestClient;

/** OpenSearch's low-level client, which is an asynchronous Apache HttpClient 4. */
public final class OpenSearchRest implements Client {

    /** As it comes. */
    public static Client client() {
        return new OpenSearchRest();
    }

    @Override
    public Response send(Request request) throws IOException {
        URI uri = URI.create(request.url());
        HttpHost host = new HttpHost(uri.getHost(), uri.getPort(), uri.getScheme());
        try (RestClient http = RestClient.builder(host).build()) {
            org.opensearch.client.Request asked = new org.opensearch.client.Request(request.method(), uri.getRawPath());
            if (request.body().isPresent()) {
                asked.setEntity(new ByteArrayEntity(request.body().bytes(), ContentType.APPLICATION_OCTET_STREAM));
            }
            return response(http.performRequest(asked));
        } catch (ResponseException e) {
            return response(e.getResponse());
        }
    }

    private static Response response(org.opensearch.client.Response answer) throws IOException {
        HttpEntity entity = answer.getEntity();
        byte[] body = entity == null ? null : Body.readAll(entity.getContent());
        return Response.of(answer.getStatusLine().getStatusCode(), body);
    }
}
