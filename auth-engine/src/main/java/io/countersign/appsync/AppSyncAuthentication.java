package io.countersign.appsync;

import io.countersign.request.AuthenticationException;
import java.util.Map;

/**
 * What a GraphQL API of AWS AppSync wants to see in one of its authorization modes. The headers of the web socket are
 * not HTTP headers but entries of the authorization object, in the order in which they stand there.
 *
 * @see <a href="https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html">Building a
 *     real-time WebSocket client</a>
 */
public interface AppSyncAuthentication {

    /** For the handshake of the web socket. */
    Map<String, String> connectHeaders() throws AuthenticationException;

    /**
     * For the {@code start} message of one subscription.
     *
     * @param data the string in its payload, byte for byte as it is sent
     */
    Map<String, String> startHeaders(String data) throws AuthenticationException;

    /**
     * For a query or mutation over HTTP, of content type {@code application/json}.
     *
     * @param body byte for byte as it is sent
     */
    Map<String, String> httpHeaders(String body) throws AuthenticationException;

    /**
     * The URL that opens the web socket, with what {@link #connectHeaders()} gives inside; it is good for a few minutes
     * only and as secret as that.
     *
     * @param url the HTTP URL of the API; of a custom domain the one that ends in {@code /realtime}
     */
    default String authUrl(String url) throws AuthenticationException {
        return AppSyncHost.realtimeUrl(url) + "?header=" + HandshakeHeader.base64(connectHeaders()) + "&payload=e30=";
    }
}
