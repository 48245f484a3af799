package io.countersign.agent.cli;

import io.countersign.request.HopResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One hop, sent by the JDK's own client, and the answer to it. No redirect is followed. */
final class Exchange implements HopResponse {

    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int LONGEST = 4096;

    private final int status;
    private final Map<String, List<String>> headers;
    private final String body;

    private Exchange(int status, Map<String, List<String>> headers, String body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** @throws IOException with what the network said */
    static Exchange of(URI address, CommandHop hop) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setRequestMethod(hop.method());
        hop.headers().forEach((name, values) -> connection.setRequestProperty(name, values.get(0)));
        if (hop.body().length > 0) {
            connection.setDoOutput(true);
            // Streamed, so that the JDK sends it once and asks nobody for a password.
            connection.setFixedLengthStreamingMode(hop.body().length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(hop.body());
            }
        }
        int status = connection.getResponseCode();
        Map<String, List<String>> headers = new LinkedHashMap<>(connection.getHeaderFields());
        headers.remove(null);
        return new Exchange(
                status, headers, text(status < 400 ? connection.getInputStream() : connection.getErrorStream()));
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public @Nullable String header(String name) {
        for (Map.Entry<String, List<String>> each : headers.entrySet()) {
            if (each.getKey().equalsIgnoreCase(name)) {
                return each.getValue().get(0);
            }
        }
        return null;
    }

    Map<String, List<String>> headers() {
        return headers;
    }

    /** Its beginning. */
    String body() {
        return body;
    }

    private static String text(@Nullable InputStream content) throws IOException {
        if (content == null) {
            return "";
        }
        try (InputStream in = content) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[LONGEST];
            for (int n = in.read(buffer); n >= 0 && bytes.size() < LONGEST; n = in.read(buffer)) {
                bytes.write(buffer, 0, n);
            }
            return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
        }
    }
}
