package io.countersign.counterpart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;

/** Accepts connections on a free port of 127.0.0.1 and serves each on a thread of its own, until it is closed. */
final class Listener implements AutoCloseable {

    /** More clients than this at once find the port busy. */
    private static final int BACKLOG = 1024;

    private static final byte[] IPV4_LOOPBACK = {127, 0, 0, 1};

    private final ServerSocket port;
    private final Service service;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** What is done with one connection, which is closed afterwards. */
    @FunctionalInterface
    interface Service {

        /** Serves it to its end; that a peer hangs up is no failure. */
        void serve(Socket connection) throws IOException;
    }

    private Listener(ServerSocket port, Service service) {
        this.port = port;
        this.service = service;
    }

    static Listener start(ServerSocketFactory ports, Service service) {
        try {
            Listener listener = new Listener(ports.createServerSocket(0, BACKLOG, loopback()), service);
            daemon(listener::accept, "accept-" + listener.port());
            return listener;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(IPV4_LOOPBACK);
    }

    int port() {
        return port.getLocalPort();
    }

    /** Closes all connections that are open, and goes on accepting. */
    void hangUp() {
        try {
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until this is closed, but no longer than so many milliseconds. */
    boolean isClosedWithin(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Cuts all connections and frees the port. */
    @Override
    public void close() {
        closed.countDown();
        try {
            port.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hangUp();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = port.accept();
                connections.add(connection);
                daemon(() -> serve(connection), "serve-" + port());
            }
        } catch (IOException stopped) {
            closed.countDown();
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            service.serve(connection);
        } catch (IOException hungUp) {
            // Clients drop connections when they please; what counts is what was received.
        } finally {
            connections.remove(connection);
        }
    }

    static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
