package io.countersign.application.jaxrs.jakarta;

import io.countersign.application.Client;
import jakarta.ws.rs.client.ClientBuilder;
import org.glassfish.jersey.client.ClientConfig;
import org.glassfish.jersey.jnh.connector.JavaNetHttpConnectorProvider;

/** Jersey over java.net.http. */
public final class JdkConnector {

    private JdkConnector() {}

    /** As it comes. */
    public static Client client() {
        ClientConfig config = new ClientConfig().connectorProvider(new JavaNetHttpConnectorProvider());
        return new Targets(ClientBuilder.newClient(config));
    }
}
