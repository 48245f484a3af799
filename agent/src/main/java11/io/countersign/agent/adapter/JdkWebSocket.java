package io.countersign.agent.adapter;

import io.countersign.agent.hop.Adapter;
import io.countersign.agent.hop.Call;
import io.countersign.agent.hop.Hops;
import io.countersign.request.RequestTarget;
import java.lang.reflect.Field;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.CharBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The web sockets of {@code java.net.http}: texts, whole or in parts, enter a queue. The queue may refuse them with an I/O
 * failure, which the socket then gives to the application as the outcome of its send.
 */
public final class JdkWebSocket implements Adapter {

    private static final Field ADDRESS =
            Member.field(Member.type("jdk.internal.net.http.websocket.WebSocketImpl"), "uri");

    private final Hops hops;

    /** Made by reflection. */
    public JdkWebSocket(Hops hops) {
        this.hops = hops;
    }

    @Override
    public @Nullable Object at(String point, Call call) throws Exception {
        WebSocket socket = call.argument(WebSocket.class);
        URI address = (URI) Member.get(ADDRESS, socket);
        if (address != null && hops.concern(socket, address.getHost())) {
            CharBuffer text = (CharBuffer) call.arguments()[0];
            boolean last = (Boolean) call.arguments()[1];
            String sent = hops.part(socket, RequestTarget.of(address), socket.getSubprotocol(), text.toString(), last);
            call.arguments()[0] = CharBuffer.wrap(sent);
        }
        return null;
    }
}
