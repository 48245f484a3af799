package io.countersign.it.client;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an application wants to send.
 *
 * @param method as it stands in the request line
 * @param url where it goes
 * @param headers what the application sets itself
 * @param body what it brings along
 */
record Request(String method, String url, Map<String, String> headers, Body body) {

    /** Tab-separated method, URL, body and any number of {@code Name: value}. */
    static Request parse(String line) {
        String[] fields = line.split("\t", -1);
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 3; i < fields.length; i++) {
            String[] header = fields[i].split(": ", 2);
            headers.put(header[0], header[1]);
        }
        return new Request(fields[0], fields[1], headers, Body.parse(fields[2]));
    }
}
