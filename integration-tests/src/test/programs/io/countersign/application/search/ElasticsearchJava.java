package io.countersign.application.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.TransportException;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.net.URI;
import java.util.Base64;
import java.util.Collections;
import org.apache.http.HttpHost;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/** Elasticsearch's client over its low-level one; each request stores a document, which carries the body. */
public final class ElasticsearchJava implements Client {

    /** As it comes. */
    public static Client client() {
        return new ElasticsearchJava();
    }

    @Override
    public Response send(Request request) throws Exception {
        URI uri = URI.create(request.url());
        HttpHost host = new HttpHost(uri.getHost(), uri.getPort(), uri.getScheme());
        String text = Base64.getEncoder().encodeToString(request.body().bytes());
        try (RestClient http = RestClient.builder(host).build()) {
            ElasticsearchClient client =
                    new ElasticsearchClient(new RestClientTransport(http, new JacksonJsonpMapper()));
            String id = client.index(document ->
                            document.index("orders").id("1").document(Collections.singletonMap("text", text)))
                    .id();
            return Response.of(200, Base64.getDecoder().decode(id));
        } catch (ElasticsearchException e) {
            return Response.of(e.status(), null);
        } catch (TransportException e) {
            return Response.of(e.statusCode(), null);
        } catch (ResponseException e) {
            return Response.of(e.getResponse().getStatusLine().getStatusCode(), null);
        }
    }
}
