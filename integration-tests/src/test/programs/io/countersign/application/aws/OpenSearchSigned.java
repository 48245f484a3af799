package io.countersign.application.aws;

import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.transport.aws.AwsSdk2Transport;
import org.opensearch.client.transport.aws.AwsSdk2TransportOptions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;

/** OpenSearch's client over AWS's SDK 2, which signs what it sends; each request stores a document. */
public final class OpenSearchSigned implements Client {

    /** With the key that the system properties have. */
    public static Client client() {
        return new OpenSearchSigned();
    }

    @Override
    public Response send(Request request) throws Exception {
        StaticCredentialsProvider key = StaticCredentialsProvider.create(AwsBasicCredentials.create(
                System.getProperty("application.access-key-id"), System.getProperty("application.secret-access-key")));
        AwsSdk2TransportOptions options =
                AwsSdk2TransportOptions.builder().setCredentials(key).build();
        String host = URI.create(request.url()).getRawAuthority();
        try (SdkHttpClient http = ApacheHttpClient.create()) {
            AwsSdk2Transport transport = new AwsSdk2Transport(http, host, "es", Region.EU_CENTRAL_1, options);
            String id = new OpenSearchClient(transport)
                    .index(document ->
                            document.index("orders").id("1").document(Collections.singletonMap("text", "order")))
                    .id();
            return Response.of(200, id.getBytes(StandardCharsets.UTF_8));
        }
    }
}
