package io.countersign.appsync;

import io.countersign.request.AuthenticationException;
import java.util.Map;

/**
 * What an API of AWS AppSync wants to see in one of its authorization modes. The headers of the web socket are not HTTP
 * headers but entries of the authorization object, in the order in which they stand there.
 *
 * @see <a href="https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html">Building a
 *     real-time WebSocket client</a>
 * @see <a href="https://docs.aws.amazon.com/appsync/latest/eventapi/event-api-websocket-protocol.html">The Event API
 *     WebSocket protocol</a>
 */
public interface AppSyncAuthentication {

    /** For the handshake of the web socket. */
    Map<String, String> connectHeaders(AppSyncApi api) throws AuthenticationException;

    /**
     * For one message: a {@code start} of GraphQL, a {@code subscribe} or {@code publish} of Events.
     *
     * @param body what is signed: the {@code data} string of a {@code start}, byte for byte as it is sent, else the
     *     {@link EventBody}
     */
    Map<String, String> messageHeaders(AppSyncApi api, String body) throws AuthenticationException;

    /**
     * For a request over HTTP, of content type {@code application/json}.
     *
     * @param body byte for byte as it is sent
     */
    Map<String, String> httpHeaders(AppSyncApi api, String body) throws AuthenticationException;

    /** For the handshake of a GraphQL API. */
    default Map<String, String> connectHeaders() throws AuthenticationException {
        return connectHeaders(AppSyncApi.GRAPHQL);
    }

    /**
     * For the {@code start} message of one subscription.
     *
     * @param data the string in its payload, byte for byte as it is sent
     */
    default Map<String, String> startHeaders(String data) throws AuthenticationException {
        return messageHeaders(AppSyncApi.GRAPHQL, data);
    }

    /**
     * For a query or mutation over HTTP, of content type {@code application/json}.
     *
     * @param body byte for byte as it is sent
     */
    default Map<String, String> httpHeaders(String body) throws AuthenticationException {
        return httpHeaders(AppSyncApi.GRAPHQL, body);
    }

    /**
     * The URL that opens the web socket of a GraphQL API, with what {@link #connectHeaders()} gives inside; it is good
     * for a few minutes only and as secret as that.
     *
     * @param url the HTTP URL of the API; of a custom domain the one that ends in {@code /realtime}
     */
    default String authUrl(String url) throws AuthenticationException {
        return AppSyncHost.realtimeUrl(url) + "?" + HandshakeHeader.query(connectHeaders());
    }

    /**
     * What the handshake of the web socket names as a subprotocol beside {@link AppSyncApi#subprotocol()}: what {@link
     * #connectHeaders(AppSyncApi)} gives, and as secret as that. It keeps the credentials out of the URL.
     */
    default String authSubprotocol(AppSyncApi api) throws AuthenticationException {
        return HandshakeHeader.subprotocol(connectHeaders(api));
    }
}
