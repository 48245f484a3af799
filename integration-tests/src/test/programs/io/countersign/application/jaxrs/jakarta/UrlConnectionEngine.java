package io.countersign.application.jaxrs.jakarta;

import io.countersign.application.Client;
import jakarta.ws.rs.client.ClientBuilder;
import org.jboss.resteasy.client.jaxrs.ResteasyClientBuilder;
import org.jboss.resteasy.client.jaxrs.engines.URLConnectionEngine;

/** RESTEasy over HttpURLConnection. */
public final class UrlConnectionEngine {

    private UrlConnectionEngine() {}

    /** As it comes. */
    public static Client client() {
        ResteasyClientBuilder builder = (ResteasyClientBuilder) ClientBuilder.newBuilder();
        return new Targets(builder.httpEngine(new URLConnectionEngine()).build());
    }
}
