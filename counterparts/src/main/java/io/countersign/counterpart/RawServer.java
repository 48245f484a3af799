package io.countersign.counterpart;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** A small HTTP/1.1 server on loopback that keeps the exact bytes of every request. Connections stay open. */
public final class RawServer implements RecordingServer {

    private static final byte[] GARBAGE = "\u0000\u0001 not HTTP\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private static final byte[] ENDLESS = ("HTTP/1.1 200 -\r\nContent-Type: application/x-amz-json-1.1\r\n"
                    + "Content-Length: 1000000\r\n\r\n{")
            .getBytes(StandardCharsets.ISO_8859_1);

    private static final long TRICKLE_MILLIS = 20;

    private final Handler handler;
    private final boolean keepingBodies;
    private final String scheme;
    private final Listener listener;
    private final List<ReceivedRequest> received = new CopyOnWriteArrayList<>();

    /** Decides what to reply; called on the connection's own thread. */
    @FunctionalInterface
    public interface Handler {

        /** What the peer gets for this request. */
        Reply reply(ReceivedRequest request);
    }

    private RawServer(String scheme, ServerSocketFactory ports, Handler handler, boolean keepingBodies) {
        this.scheme = scheme;
        this.handler = handler;
        this.keepingBodies = keepingBodies;
        this.listener = Listener.start(ports, this::serve);
    }

    /** Listens on a free port of 127.0.0.1. */
    public static RawServer start(Handler handler) {
        return new RawServer("http", ServerSocketFactory.getDefault(), handler, true);
    }

    /** The same for bodies of any length: they are counted and digested, but not kept. */
    public static RawServer startDigesting(Handler handler) {
        return new RawServer("http", ServerSocketFactory.getDefault(), handler, false);
    }

    /** The same over TLS. */
    public static RawServer startSecure(Handler handler, ServerCertificate certificate) {
        return new RawServer("https", certificate.context().getServerSocketFactory(), handler, true);
    }

    @Override
    public String scheme() {
        return scheme;
    }

    @Override
    public int port() {
        return listener.port();
    }

    /** Its address under {@code 127.0.0.1}. */
    public URI at(String target) {
        return at("127.0.0.1", target);
    }

    /** Its address under another name of this machine; rules go by the name. */
    public URI at(String host, String target) {
        return URI.create(scheme + "://" + host + ":" + port() + target);
    }

    @Override
    public List<ReceivedRequest> received() {
        return List.copyOf(received);
    }

    @Override
    public void forget() {
        received.clear();
    }

    @Override
    public void hangUp() {
        listener.hangUp();
    }

    @Override
    public void close() {
        listener.close();
    }

    private void serve(Socket connection) throws IOException {
        try (OutputStream out = connection.getOutputStream()) {
            RequestReader reader = new RequestReader(
                    new BufferedInputStream(connection.getInputStream()), out, connection.getPort(), keepingBodies);
            Optional<ReceivedRequest> request = reader.next();
            while (request.isPresent() && send(request.get(), connection, out)) {
                request = reader.next();
            }
        }
    }

    /** Returns whether the connection can carry another request. */
    private boolean send(ReceivedRequest request, Socket connection, OutputStream out) throws IOException {
        received.add(request);
        Reply reply = handler.reply(request);
        if (reply instanceof Reply.Answer answer) {
            out.write(answer.onTheWire(!"HEAD".equals(request.method())));
            out.flush();
            return !request.header("Connection").map("close"::equalsIgnoreCase).orElse(false);
        }
        fail((Reply.Failure) reply, connection, out);
        return false;
    }

    private void fail(Reply.Failure failure, Socket connection, OutputStream out) throws IOException {
        switch (failure) {
            case HANG -> listener.isClosedWithin(Long.MAX_VALUE);
            case RESET -> connection.setSoLinger(true, 0);
            case GARBAGE -> out.write(GARBAGE);
            case TRICKLE -> trickle(out);
            case CUT -> out.write(ENDLESS);
            case CLOSE -> connection.shutdownOutput();
        }
    }

    /** Ends when the server is closed or the peer has had enough, which a write then finds out. */
    private void trickle(OutputStream out) throws IOException {
        out.write(ENDLESS);
        while (!listener.isClosedWithin(TRICKLE_MILLIS)) {
            out.write(' ');
            out.flush();
        }
    }
}
