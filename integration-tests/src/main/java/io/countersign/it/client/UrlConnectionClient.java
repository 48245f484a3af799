package io.countersign.it.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/** {@link HttpURLConnection}, with a body held back or streamed. */
final class UrlConnectionClient implements Client {

    /** Applications that stream seldom write everything at once. */
    private static final int PIECE = 5_000;

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
        if (request.body().isPresent()) {
            connection.setDoOutput(true);
            write(request.body(), connection);
        }
        int status = connection.getResponseCode();
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return Response.of(status, body == null ? null : body.readAllBytes());
        }
    }

    /** Forms are the application's; so is compression, which needs no length unless one must be announced. */
    private void write(Body body, HttpURLConnection connection) throws IOException {
        String boundary = Body.boundary();
        switch (body.kind()) {
            case GZIP -> connection.setRequestProperty("Content-Encoding", "gzip");
            case MULTIPART ->
                connection.setRequestProperty("Content-Type", "multipart/form-data; boundary=" + boundary);
            case EXPECT -> connection.setRequestProperty("Expect", "100-continue");
            default -> {}
        }
        boolean large = body.kind() == Body.Kind.LARGE;
        byte[] content = large ? new byte[0] : content(body, boundary);
        switch (mode) {
            case FIXED -> connection.setFixedLengthStreamingMode(large ? body.size() : content.length);
            case CHUNKED -> connection.setChunkedStreamingMode(1024);
            case BUFFERED -> {}
        }
        try (InputStream in = large ? body.open() : new ByteArrayInputStream(content);
                OutputStream out = connection.getOutputStream()) {
            byte[] piece = new byte[PIECE];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                out.write(piece, 0, n);
            }
        }
    }

    private static byte[] content(Body body, String boundary) throws IOException {
        return switch (body.kind()) {
            case GZIP -> body.compressed();
            case MULTIPART -> body.form(boundary);
            default -> body.open().readAllBytes();
        };
    }
}
