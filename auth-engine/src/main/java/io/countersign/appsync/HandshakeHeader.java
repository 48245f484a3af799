package io.countersign.appsync;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** The authorization object as a handshake carries it: compact JSON in ASCII, in Base64. */
final class HandshakeHeader {

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** What the name of the subprotocol with an authorization object starts with. */
    static final String SUBPROTOCOL = "header-";

    private HandshakeHeader() {}

    /** The query of the URL, in the standard alphabet with padding; the payload is an empty object. */
    static String query(Map<String, String> headers) {
        return "header=" + Base64.getEncoder().encodeToString(ascii(headers)) + "&payload=e30=";
    }

    /** The name of a subprotocol, which knows neither padding nor slashes. */
    static String subprotocol(Map<String, String> headers) {
        return SUBPROTOCOL + Base64.getUrlEncoder().withoutPadding().encodeToString(ascii(headers));
    }

    private static byte[] ascii(Map<String, String> headers) {
        return json(headers).getBytes(StandardCharsets.US_ASCII);
    }

    static String json(Map<String, String> headers) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            for (Map.Entry<String, String> header : headers.entrySet()) {
                json.writeStringField(header.getKey(), header.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string writer does not fail", e);
        }
        return out.toString();
    }
}
