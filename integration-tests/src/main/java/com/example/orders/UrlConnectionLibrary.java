package com.example.orders;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The JDK's first client, as old as Java. */
final class UrlConnectionLibrary implements Library {

    @Override
    public String name() {
        return "HttpURLConnection";
    }

    @Override
    public int get(String url) throws IOException {
        return status(connection(url));
    }

    @Override
    public int post(String url, String json) throws IOException {
        HttpURLConnection connection = connection(url);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(json.getBytes(StandardCharsets.UTF_8));
        }
        return status(connection);
    }

    private static HttpURLConnection connection(String url) throws IOException {
        return (HttpURLConnection) URI.create(url).toURL().openConnection();
    }

    private static int status(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            if (body != null) {
                body.readAllBytes();
            }
        }
        return status;
    }
}
