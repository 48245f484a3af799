package io.countersign.agent.adapter;

import io.countersign.agent.hop.Adapter;
import io.countersign.agent.hop.Call;
import io.countersign.agent.hop.Hops;
import io.countersign.agent.hop.Refusal;
import java.lang.reflect.Method;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import org.jspecify.annotations.Nullable;

/** OkHttp 3.5 to 5.x: a message has one text and waits in a queue from here on. */
public final class OkHttpWebSocket implements Adapter {

    private final Hops hops;

    /** Made by reflection. */
    public OkHttpWebSocket(Hops hops) {
        this.hops = hops;
    }

    @Override
    public @Nullable Object at(String point, Call call) throws Exception {
        Request request = ((WebSocket) call.self()).request();
        String text = (String) call.arguments()[0];
        if (text != null && hops.concern(request, OkHttpAddress.host(request))) {
            call.arguments()[0] = authorized(call.self(), request, text);
        }
        return null;
    }

    /** A message that must not go out fails its socket: the listener hears why, and the send that follows gives false. */
    private String authorized(Object socket, Request request, String text) throws Exception {
        try {
            String subprotocols = String.join(",", request.headers().values("Sec-WebSocket-Protocol"));
            return hops.message(OkHttpAddress.target(request), subprotocols, text);
        } catch (Refusal refusal) {
            fail(socket, refusal.asFailure());
            return text;
        }
    }

    /** From version 5 on it is asked whether the writer failed, which closes the connection in another way. */
    private static void fail(Object socket, Exception cause) {
        for (Method method : socket.getClass().getDeclaredMethods()) {
            Class<?>[] parameters = method.getParameterTypes();
            if (method.getName().equals("failWebSocket")
                    && parameters.length >= 2
                    && parameters[0] == Exception.class
                    && parameters[1] == Response.class) {
                method.setAccessible(true);
                if (parameters.length == 2) {
                    Member.call(method, socket, cause, null);
                } else {
                    Member.call(method, socket, cause, null, false);
                }
                return;
            }
        }
        throw new IllegalStateException("this version cannot fail a web socket", cause);
    }
}
