package io.countersign.it.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an application wants to send; an empty body is none. */
final class Request {

    private final String method;
    private final String url;
    private final Map<String, String> headers;
    private final byte[] body;

    private Request(String method, String url, Map<String, String> headers, byte[] body) {
        this.method = method;
        this.url = url;
        this.headers = headers;
        this.body = body;
    }

    /** Tab-separated method, URL, body in Base64 and any number of {@code Name: value}. */
    static Request parse(String line) {
        String[] fields = line.split("\t", -1);
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 3; i < fields.length; i++) {
            String[] header = fields[i].split(": ", 2);
            headers.put(header[0], header[1]);
        }
        byte[] body = Base64.getDecoder().decode(fields[2].getBytes(StandardCharsets.US_ASCII));
        return new Request(fields[0], fields[1], headers, body);
    }

    String method() {
        return method;
    }

    String url() {
        return url;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    boolean hasBody() {
        return body.length > 0;
    }
}
