package io.countersign.counterpart;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A small HTTP/1.1 server on loopback that keeps the exact bytes of every request. Connections stay open. */
public final class RawServer implements AutoCloseable {

    private static final byte[] GARBAGE = "\u0000\u0001 not HTTP\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private static final byte[] ENDLESS = ("HTTP/1.1 200 -\r\nContent-Type: application/x-amz-json-1.1\r\n"
                    + "Content-Length: 1000000\r\n\r\n{")
            .getBytes(StandardCharsets.ISO_8859_1);

    private static final long TRICKLE_MILLIS = 20;

    private static final byte[] IPV4_LOOPBACK = {127, 0, 0, 1};

    private final ServerSocket listener;
    private final Handler handler;
    private final boolean keepingBodies;
    private final List<ReceivedRequest> received = new CopyOnWriteArrayList<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Decides what to reply; called on the connection's own thread. */
    @FunctionalInterface
    public interface Handler {

        /** What the peer gets for this request. */
        Reply reply(ReceivedRequest request);
    }

    private RawServer(ServerSocket listener, Handler handler, boolean keepingBodies) {
        this.listener = listener;
        this.handler = handler;
        this.keepingBodies = keepingBodies;
    }

    /** Listens on a free port of 127.0.0.1. */
    public static RawServer start(Handler handler) {
        return start(handler, true);
    }

    /** The same for bodies of any length: they are counted and digested, but not kept. */
    public static RawServer startDigesting(Handler handler) {
        return start(handler, false);
    }

    private static RawServer start(Handler handler, boolean keepingBodies) {
        try {
            ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByAddress(IPV4_LOOPBACK));
            RawServer server = new RawServer(listener, handler, keepingBodies);
            daemon(server::accept, "accept-" + server.port());
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port that it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Its address under {@code 127.0.0.1}. */
    public URI at(String target) {
        return at("127.0.0.1", target);
    }

    /** Its address under another name of this machine; rules go by the name. */
    public URI at(String host, String target) {
        return URI.create("http://" + host + ":" + port() + target);
    }

    /** All requests so far, oldest first. */
    public List<ReceivedRequest> received() {
        return List.copyOf(received);
    }

    /** Forgets what was received. */
    public void forget() {
        received.clear();
    }

    /** Cuts all connections and frees the port. */
    @Override
    public void close() {
        closed.countDown();
        try {
            listener.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = listener.accept();
                connections.add(connection);
                daemon(() -> serve(connection), "serve-" + port());
            }
        } catch (IOException stopped) {
            closed.countDown();
        }
    }

    private void serve(Socket connection) {
        try (connection;
                OutputStream out = connection.getOutputStream()) {
            connection.setTcpNoDelay(true);
            RequestReader reader =
                    new RequestReader(new BufferedInputStream(connection.getInputStream()), out, keepingBodies);
            Optional<ReceivedRequest> request = reader.next();
            while (request.isPresent() && send(request.get(), connection, out)) {
                request = reader.next();
            }
        } catch (IOException hungUp) {
            // Clients drop connections when they please; what counts is what was received.
        } finally {
            connections.remove(connection);
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
            case HANG -> awaitClose();
            case RESET -> connection.setSoLinger(true, 0);
            case GARBAGE -> out.write(GARBAGE);
            case TRICKLE -> trickle(out);
            case CLOSE -> connection.shutdownOutput();
        }
    }

    /** Ends when the server is closed or the peer has had enough, which a write then finds out. */
    private void trickle(OutputStream out) throws IOException {
        try {
            out.write(ENDLESS);
            while (!closed.await(TRICKLE_MILLIS, TimeUnit.MILLISECONDS)) {
                out.write(' ');
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
