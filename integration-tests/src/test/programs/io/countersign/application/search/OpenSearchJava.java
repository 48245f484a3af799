package io.countersign.application.search;

import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.Collections;
import org.apache.hc.core5.http.HttpHost;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;

/** OpenSearch's client over Apache HttpClient 5; each request stores a document, which carries the body. */
public final class OpenSearchJava implements Client {

    /** As it comes. */
    public static Client client() {
        return new OpenSearchJava();
    }

    @Override
    public Response send(Request request) throws Exception {
        URI uri = URI.create(request.url());
        HttpHost host = new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort());
        try (OpenSearchTransport transport =
                ApacheHttpClient5TransportBuilder.builder(host).build()) {
            String text = Base64.getEncoder().encodeToString(request.body().bytes());
            String id = new OpenSearchClient(transport)
                    .index(document ->
                            document.index("orders").id("1").document(Collections.singletonMap("text", text)))
                    .id();
            return Response.of(200, Base64.getDecoder().decode(id));
        } catch (OpenSearchException e) {
            return Response.of(e.status(), null);
        } catch (IOException e) {
            return Refusals.of(e);
        }
    }
}
