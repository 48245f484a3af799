package io.countersign.application;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An application with one web socket. It does what the method of a request says: {@code OPEN} one, with the subprotocols
 * and other headers of the request, which answers with the one that was agreed on; {@code SAY} a text, or a {@code PART}
 * of one; {@code REPEAT} a text as many {@code Times} as the header says and hear the answer to the last; send {@code
 * BYTES}; {@code HEAR} the next text; {@code CLOSE}. Any other is that of a request over HTTP.
 */
public final class Conversation implements Client {

    private static final int OPENED = 101;
    private static final int DONE = 200;
    private static final int REFUSED = 503;

    private final Library library;
    private final Client http;
    private final List<Socket> sockets = new ArrayList<>();
    private Heard heard = new Heard();

    /** Opens web sockets with one library. */
    public interface Library {

        /**
         * Opens one, and waits for that.
         *
         * @param subprotocols in order, none if it is empty
         * @param headers others than these
         */
        Socket open(String url, List<String> subprotocols, Map<String, String> headers, Heard heard) throws Exception;
    }

    /** One that is open. */
    public interface Socket {

        /** What was agreed on; empty if nothing was. */
        String subprotocol();

        /** Whether the library took a text, or a part of one. */
        boolean say(String text, boolean last) throws Exception;

        /** Whether the library took these bytes. */
        boolean send(byte[] bytes) throws Exception;

        /** Ends it in good order. */
        void close() throws Exception;
    }

    /** Who talks with this library, and sends what is no talk with the other. */
    public Conversation(Library library, Client http) {
        this.library = library;
        this.http = http;
    }

    @Override
    public Response send(Request request) throws Exception {
        String text = new String(request.body().bytes(), StandardCharsets.UTF_8);
        switch (request.method()) {
            case "OPEN":
                return open(request);
            case "SAY":
                return taken(socket().say(text, true));
            case "PART":
                return taken(socket().say(text, false));
            case "REPEAT":
                return repeated(text, Integer.parseInt(request.headers().get("Times")));
            case "BYTES":
                return taken(socket().send(request.body().bytes()));
            case "HEAR":
                return Response.of(DONE, heard.next().getBytes(StandardCharsets.UTF_8));
            case "CLOSE":
                socket().close();
                return taken(true);
            default:
                return http.send(request);
        }
    }

    private Response open(Request request) throws Exception {
        List<String> subprotocols = new ArrayList<>();
        for (String name :
                request.headers().getOrDefault("Sec-WebSocket-Protocol", "").split(", ?", -1)) {
            if (!name.isEmpty()) {
                subprotocols.add(name);
            }
        }
        request.headers().remove("Sec-WebSocket-Protocol");
        heard = new Heard();
        sockets.clear();
        sockets.add(library.open(request.url(), subprotocols, request.headers(), heard));
        return Response.of(OPENED, socket().subprotocol().getBytes(StandardCharsets.UTF_8));
    }

    private Response repeated(String text, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            if (!socket().say(text, true)) {
                return taken(false);
            }
        }
        return Response.of(DONE, heard.next().getBytes(StandardCharsets.UTF_8));
    }

    private Socket socket() throws IOException {
        if (sockets.isEmpty()) {
            throw new IOException("no web socket is open");
        }
        return sockets.get(0);
    }

    private static Response taken(boolean taken) {
        return Response.of(taken ? DONE : REFUSED, null);
    }
}
