package io.countersign.counterpart;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The request that opens a web socket, and the authorization in it ("Building a real-time WebSocket client", AWS AppSync
 * Developer Guide).
 */
public final class AppSyncHandshake {

    /** Subprotocol of subscriptions. */
    public static final String GRAPHQL = "graphql-ws";

    /** Subprotocol of the Events API. */
    public static final String EVENTS = "aws-appsync-event-ws";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final String HEADER = "header-";

    private final ReceivedRequest request;

    /** Where in a handshake its authorization can stand. */
    public enum Form {
        /** {@code ?header=} with base64, beside {@code payload=e30=}. */
        QUERY,
        /** {@code header-} with base64url, beside the subprotocol that is spoken. */
        SUBPROTOCOL,
        /** Plain headers of the upgrade. */
        HEADERS
    }

    AppSyncHandshake(ReceivedRequest request) {
        this.request = request;
    }

    /** What arrived. */
    public ReceivedRequest request() {
        return request;
    }

    /** The one that is spoken at this path. */
    public String subprotocol() {
        return request.path().startsWith("/event") ? EVENTS : GRAPHQL;
    }

    /** All forms that were used; one is right. */
    public Set<Form> forms() {
        Set<Form> forms = EnumSet.noneOf(Form.class);
        if (parameter("header").findAny().isPresent()) {
            forms.add(Form.QUERY);
        }
        if (subprotocols().anyMatch(name -> name.startsWith(HEADER))) {
            forms.add(Form.SUBPROTOCOL);
        }
        if (request.header("Authorization")
                .or(() -> request.header("x-api-key"))
                .isPresent()) {
            forms.add(Form.HEADERS);
        }
        return forms;
    }

    /** The subprotocols that the client offered, but for one that holds an authorization. */
    public List<String> offered() {
        return subprotocols().filter(name -> !name.startsWith(HEADER)).toList();
    }

    /**
     * The names and values that authorize it, in their order. In plain headers these are all of the upgrade.
     *
     * @throws IOException if it is not in one form, or not readable; the message holds no secret
     */
    public List<Header> authorization() throws IOException {
        Set<Form> forms = forms();
        if (forms.size() != 1) {
            throw new IOException(
                    forms.isEmpty() ? "no authorization in the handshake" : "authorized in several forms: " + forms);
        }
        return switch (forms.iterator().next()) {
            case QUERY -> fromQuery();
            case SUBPROTOCOL -> fromSubprotocol();
            case HEADERS -> request.headers();
        };
    }

    /** The authorization as the JSON that it was sent as; empty in plain headers, or if it is unreadable. */
    public String json() {
        Optional<String> query = parameter("header").findFirst();
        Optional<String> subprotocol =
                subprotocols().filter(name -> name.startsWith(HEADER)).findFirst();
        try {
            return query.map(value -> text(Base64.getDecoder(), value))
                    .or(() -> subprotocol.map(name -> text(Base64.getUrlDecoder(), name.substring(HEADER.length()))))
                    .orElse("");
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }

    /** The members of a JSON object of strings; a name that stands in it twice is an error. */
    static List<Header> headers(String json) throws IOException {
        JsonNode object = JSON.readTree(json);
        List<Header> headers = new ArrayList<>();
        object.properties()
                .forEach(member -> headers.add(
                        new Header(member.getKey(), member.getValue().asText())));
        return headers;
    }

    private List<Header> fromQuery() throws IOException {
        if (!onlyOne(parameter("payload")).equals("e30=")) {
            throw new IOException("payload is not e30= in the query");
        }
        return decoded(Base64.getDecoder(), onlyOne(parameter("header")));
    }

    private List<Header> fromSubprotocol() throws IOException {
        String encoded =
                onlyOne(subprotocols().filter(name -> name.startsWith(HEADER))).substring(HEADER.length());
        if (encoded.endsWith("=")) {
            throw new IOException("the authorization is padded");
        }
        return decoded(Base64.getUrlDecoder(), encoded);
    }

    private static List<Header> decoded(Base64.Decoder decoder, String encoded) throws IOException {
        try {
            return headers(text(decoder, encoded));
        } catch (IllegalArgumentException e) {
            throw new IOException("the authorization is not encoded as it should be", e);
        }
    }

    private static String text(Base64.Decoder decoder, String encoded) {
        return new String(decoder.decode(encoded), StandardCharsets.UTF_8);
    }

    private static String onlyOne(Stream<String> values) throws IOException {
        List<String> all = values.toList();
        if (all.size() != 1) {
            throw new IOException(all.size() + " values where one is wanted");
        }
        return all.get(0);
    }

    private Stream<String> subprotocols() {
        return request.values("Sec-WebSocket-Protocol").stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(String::strip);
    }

    /** Percent signs are escapes, plus signs are themselves: base64 has them, and not every client escapes them. */
    private Stream<String> parameter(String name) {
        return Stream.of(request.query().split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1).replace("+", "%2B"))
                .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
}
