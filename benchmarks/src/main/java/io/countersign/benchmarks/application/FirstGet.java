package io.countersign.benchmarks.application;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** A program that sends one request. */
@AllowForbidden("standard output is what the benchmark reads")
public final class FirstGet {

    private FirstGet() {}

    /** Prints the status and the body of what the URL in the first argument answers. */
    public static void main(String[] arguments) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(arguments[0]).openConnection();
        try (InputStream in = connection.getInputStream()) {
            byte[] body = new byte[256];
            int length = 0;
            for (int n = in.read(body); n > 0; n = in.read(body, length, body.length - length)) {
                length += n;
            }
            System.out.println(
                    connection.getResponseCode() + " " + new String(body, 0, length, StandardCharsets.UTF_8));
        }
    }
}
