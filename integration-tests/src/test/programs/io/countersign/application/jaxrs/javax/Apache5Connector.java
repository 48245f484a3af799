package io.countersign.application.jaxrs.javax;

import io.countersign.application.Client;
import javax.ws.rs.client.ClientBuilder;
import org.glassfish.jersey.apache5.connector.Apache5ConnectorProvider;
import org.glassfish.jersey.client.ClientConfig;

/** Jersey over Apache HttpClient 5. */
public final class Apache5Connector {

    private Apache5Connector() {}

    /** As it comes. */
    public static Client client() {
        ClientConfig config = new ClientConfig().connectorProvider(new Apache5ConnectorProvider());
        return new Targets(ClientBuilder.newClient(config));
    }
}
