package com.example.orders;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** The JDK's own client, since Java 11. */
final class JdkLibrary implements Library {

    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    @Override
    public String name() {
        return "java.net.http";
    }

    @Override
    public int get(String url) throws IOException {
        return status(HttpRequest.newBuilder(URI.create(url)).build());
    }

    @Override
    public int post(String url, String json) throws IOException {
        return status(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private int status(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofString()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
