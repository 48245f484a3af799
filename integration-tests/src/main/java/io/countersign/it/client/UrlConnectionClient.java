package io.countersign.it.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/** {@link HttpURLConnection}, with a body held back or streamed. */
final class UrlConnectionClient implements Client {

    private final Mode mode;

    private enum Mode {
        BUFFERED,
        FIXED,
        CHUNKED
    }

    private UrlConnectionClient(Mode mode) {
        this.mode = mode;
    }

    static Client buffered() {
        return new UrlConnectionClient(Mode.BUFFERED);
    }

    static Client fixedLength() {
        return new UrlConnectionClient(Mode.FIXED);
    }

    static Client chunked() {
        return new UrlConnectionClient(Mode.CHUNKED);
    }

    @Override
    public Response send(Request request) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(request.url()).toURL().openConnection();
        connection.setRequestMethod(request.method());
        request.headers().forEach(connection::setRequestProperty);
        if (request.hasBody()) {
            connection.setDoOutput(true);
            switch (mode) {
                case FIXED -> connection.setFixedLengthStreamingMode(request.body().length);
                case CHUNKED -> connection.setChunkedStreamingMode(1024);
                case BUFFERED -> {}
            }
            try (OutputStream out = connection.getOutputStream()) {
                out.write(request.body());
            }
        }
        int status = connection.getResponseCode();
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return Response.of(status, body == null ? null : body.readAllBytes());
        }
    }
}
