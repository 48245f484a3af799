package io.countersign.counterpart;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** Carries bytes both ways between two connections, until both ends have no more. */
final class Relay {

    private Relay() {}

    /** @param start what was read of the first connection beyond what its proxy needed */
    static void between(Socket client, InputStream start, Socket server) throws IOException {
        Thread back = Listener.daemon(() -> copyBack(server, client), "relay-" + client.getPort());
        copy(start, server.getOutputStream());
        server.shutdownOutput();
        try {
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copyBack(Socket from, Socket to) {
        try {
            copy(from.getInputStream(), to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException hungUp) {
            // One end is gone: the other direction finds out by itself.
        }
    }

    /** Each piece at once, since the other end may be waiting for it. */
    static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] piece = new byte[16 * 1024];
        for (int n = from.read(piece); n >= 0; n = from.read(piece)) {
            to.write(piece, 0, n);
            to.flush();
        }
    }
}
