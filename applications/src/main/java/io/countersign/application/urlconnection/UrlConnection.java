package io.countersign.application.urlconnection;

import io.countersign.application.Body;
import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/** {@link HttpURLConnection}, with a body held back or streamed. */
public final class UrlConnection implements Client {

    /** Applications that stream seldom write everything at once. */
    private static final int PIECE = 5_000;

    private static final int FIRST_ERROR = 400;

    private final Mode mode;

    private enum Mode {
        BUFFERED,
        FIXED,
        CHUNKED
    }

    private UrlConnection(Mode mode) {
        this.mode = mode;
    }

    /** As it comes. */
    public static Client buffered() {
        return new UrlConnection(Mode.BUFFERED);
    }

    /** Streamed, with its length said before. */
    public static Client fixedLength() {
        return new UrlConnection(Mode.FIXED);
    }

    /** Streamed, without. */
    public static Client chunked() {
        return new UrlConnection(Mode.CHUNKED);
    }

    @Override
    public Response send(Request request) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(request.url()).toURL().openConnection();
        request.cancelled().by(connection::disconnect);
        connection.setReadTimeout(request.timeout());
        connection.setRequestMethod(request.method());
        request.headers().forEach(connection::setRequestProperty);
        if (request.body().isPresent()) {
            connection.setDoOutput(true);
            write(request.body(), connection);
        }
        int status = connection.getResponseCode();
        try (InputStream body = status < FIRST_ERROR ? connection.getInputStream() : connection.getErrorStream()) {
            return Response.of(status, body == null ? null : Body.readAll(body));
        }
    }

    private void write(Body body, HttpURLConnection connection) throws IOException {
        boolean large = body.kind() == Body.Kind.LARGE;
        byte[] content = large ? new byte[0] : content(body, connection);
        if (mode == Mode.FIXED) {
            connection.setFixedLengthStreamingMode(large ? body.size() : content.length);
        } else if (mode == Mode.CHUNKED) {
            connection.setChunkedStreamingMode(1024);
        }
        try (InputStream in = large ? body.open() : new ByteArrayInputStream(content);
                OutputStream out = connection.getOutputStream()) {
            byte[] piece = new byte[PIECE];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                out.write(piece, 0, n);
            }
        }
    }

    /** Forms are the application's; so is compression, which needs no length unless one must be announced. */
    private static byte[] content(Body body, HttpURLConnection connection) throws IOException {
        switch (body.kind()) {
            case GZIP:
                connection.setRequestProperty("Content-Encoding", "gzip");
                return body.compressed();
            case MULTIPART:
                String boundary = Body.boundary();
                connection.setRequestProperty("Content-Type", "multipart/form-data; boundary=" + boundary);
                return body.form(boundary);
            case EXPECT:
                connection.setRequestProperty("Expect", "100-continue");
                return body.bytes();
            default:
                return Body.readAll(body.open());
        }
    }
}
