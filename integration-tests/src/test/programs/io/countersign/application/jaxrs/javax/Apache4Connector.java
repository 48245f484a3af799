package io.countersign.application.jaxrs.javax;

import io.countersign.application.Client;
import javax.ws.rs.client.ClientBuilder;
import org.glassfish.jersey.apache.connector.ApacheConnectorProvider;
import org.glassfish.jersey.client.ClientConfig;

/** Jersey over Apache HttpClient 4. */
public final class Apache4Connector {

    private Apache4Connector() {}

    /** As it comes. */
    public static Client client() {
        ClientConfig config = new ClientConfig().connectorProvider(new ApacheConnectorProvider());
        return new Targets(ClientBuilder.newClient(config));
    }
}
