package io.countersign.counterpart;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * An engine of GraphQL in another process, as Amplify's simulator is one: {@code /graphql} for POSTs and
 * {@code /graphql/realtime} for web sockets. What was let in reaches it as it came, but for two things: it gets the
 * handshake's authorization in the query, since it looks nowhere else, and its own API key in place of a Lambda
 * authorizer's token, since it knows none.
 */
public final class RemoteEngine implements AppSyncEngine {

    private final URI base;
    private final String apiKey;
    private final HttpClient http = HttpClient.newHttpClient();

    private RemoteEngine(URI base, String apiKey) {
        this.base = base;
        this.apiKey = apiKey;
    }

    /**
     * One that is running already, without TLS.
     *
     * @param base scheme, host and port
     * @param apiKey what it is to be shown where it would not know what the client showed
     */
    public static RemoteEngine at(URI base, String apiKey) {
        return new RemoteEngine(base, apiKey);
    }

    @Override
    public Reply.Answer answer(ReceivedRequest request) {
        HttpRequest.Builder forwarded = HttpRequest.newBuilder(base.resolve(request.path()))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", request.header("Content-Type").orElse("application/json"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()));
        known(request.headers()).forEach(line -> forwarded.header(line.name(), line.value()));
        try {
            HttpResponse<String> response = http.send(forwarded.build(), HttpResponse.BodyHandlers.ofString());
            return Reply.of(response.statusCode(), response.body())
                    .with(
                            "Content-Type",
                            response.headers().firstValue("Content-Type").orElse("text/plain"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.of(503, "");
        }
    }

    @Override
    public Peer connect(AppSyncHandshake handshake, Peer client) {
        try {
            String header = Base64.getUrlEncoder()
                    .encodeToString(
                            json(known(handshake.authorization())).toString().getBytes(StandardCharsets.UTF_8));
            URI target = URI.create(base.toString().replaceFirst("^http", "ws") + "/graphql/realtime?header=" + header
                    + "&payload=e30=");
            RemoteSocket socket = new RemoteSocket(client, this::known);
            socket.open(http.newWebSocketBuilder()
                    .subprotocols(handshake.subprotocol())
                    .buildAsync(target, socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whoever started the engine ends it. */
    @Override
    public void close() {
        // The client has nothing that outlives its sockets.
    }

    private List<Header> known(List<Header> headers) {
        List<Header> credentials = headers.stream()
                .filter(line -> line.isNamed("authorization") || line.isNamed("x-api-key"))
                .filter(line -> line.isNamed("x-api-key") || isKnown(line.value()))
                .toList();
        return credentials.isEmpty() ? List.of(new Header("x-api-key", apiKey)) : credentials;
    }

    /** Whether it is a signature or a JWT. */
    private static boolean isKnown(String authorization) {
        return authorization.startsWith("AWS4-HMAC-SHA256 ")
                || Stream.of(authorization.split("\\.", -1)).count() == 3;
    }

    static ObjectNode json(List<Header> headers) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        headers.forEach(line -> object.put(line.name(), line.value()));
        return object;
    }
}
