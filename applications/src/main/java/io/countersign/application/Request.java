package io.countersign.application;

import java.util.LinkedHashMap;
import java.util.Map;

/** What an application wants to send. */
public final class Request {

    private static final int FIRST_HEADER = 3;

    private final String method;
    private final String url;
    private final Body body;
    private final Map<String, String> headers;
    private final int timeout;
    private final Cancellation cancellation = new Cancellation();

    private Request(String method, String url, Body body, Map<String, String> headers, int timeout) {
        this.timeout = timeout;
        this.method = method;
        this.url = url;
        this.body = body;
        this.headers = headers;
    }

    /** Tab-separated method, URL, body and any number of {@code Name: value}. */
    static Request parse(String line) {
        String[] fields = line.split("\t", -1);
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = FIRST_HEADER; i < fields.length; i++) {
            String[] header = fields[i].split(": ", 2);
            headers.put(header[0], header[1]);
        }
        return new Request(fields[0], fields[1], Body.parse(fields[2]), headers, 0);
    }

    /** As it stands in the request line. */
    public String method() {
        return method;
    }

    /** Where it goes. */
    public String url() {
        return url;
    }

    /** What it brings along. */
    public Body body() {
        return body;
    }

    /** What the application sets itself. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The same, if its answer does not take longer. */
    Request within(int millis) {
        return new Request(method, url, body, headers, millis);
    }

    /** How many milliseconds the application waits for the answer; 0 if it leaves that to the library. */
    public int timeout() {
        return timeout;
    }

    /** How it is given up. */
    public Cancellation cancelled() {
        return cancellation;
    }
}
