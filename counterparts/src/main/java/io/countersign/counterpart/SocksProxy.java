package io.countersign.counterpart;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** A SOCKS proxy of version 5 on loopback that asks nobody who they are (RFC 1928), and keeps what it is sent itself. */
public final class SocksProxy implements AutoCloseable {

    private static final int VERSION = 5;
    private static final int CONNECT = 1;
    private static final byte[] NO_AUTHENTICATION = {VERSION, 0};

    private final Destinations destinations;
    private final Listener listener = Listener.start(ServerSocketFactory.getDefault(), this::serve);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<byte[]> heads = new CopyOnWriteArrayList<>();

    private SocksProxy(Destinations destinations) {
        this.destinations = destinations;
    }

    /** One for everybody. */
    public static SocksProxy to(Destinations destinations) {
        return new SocksProxy(destinations);
    }

    /** The port that it listens on. */
    public int port() {
        return listener.port();
    }

    /** The {@code host:port} of each connection that it was asked for. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** All that it was sent before a connection stood, one character per byte. */
    public List<String> heads() {
        return heads.stream()
                .map(head -> new String(head, StandardCharsets.ISO_8859_1))
                .toList();
    }

    @Override
    public void close() {
        listener.close();
    }

    private void serve(Socket client) throws IOException {
        Head head = new Head(new DataInputStream(client.getInputStream()));
        OutputStream out = client.getOutputStream();
        require(head.next() == VERSION, "another version of SOCKS");
        head.skip(head.next());
        out.write(NO_AUTHENTICATION);
        out.flush();
        require(head.next() == VERSION && head.next() == CONNECT && head.next() == 0, "not a CONNECT");
        String host = host(head);
        int port = head.next() << 8 | head.next();
        asked.add(host + ":" + port);
        heads.add(head.bytes.toByteArray());
        try (Socket server = destinations.dial(host, port)) {
            out.write(reply(0));
            out.flush();
            Relay.between(client, client.getInputStream(), server);
        } catch (ConnectException nowhere) {
            out.write(reply(4));
        }
    }

    /** An address of four or sixteen bytes, or a name with its length before it. */
    private static String host(Head head) throws IOException {
        int type = head.next();
        return switch (type) {
            case 1 -> InetAddress.getByAddress(head.skip(4)).getHostAddress();
            case 3 -> new String(head.skip(head.next()), StandardCharsets.ISO_8859_1);
            case 4 -> InetAddress.getByAddress(head.skip(16)).getHostAddress();
            default -> throw new IOException("no such type of address: " + type);
        };
    }

    private static byte[] reply(int status) {
        return new byte[] {VERSION, (byte) status, 0, 1, 0, 0, 0, 0, 0, 0};
    }

    private static void require(boolean condition, String otherwise) throws IOException {
        if (!condition) {
            throw new IOException(otherwise);
        }
    }

    /** What comes before the connection stands, byte for byte. */
    private static final class Head {

        private final DataInputStream in;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Head(DataInputStream in) {
            this.in = in;
        }

        int next() throws IOException {
            int b = in.readUnsignedByte();
            bytes.write(b);
            return b;
        }

        byte[] skip(int count) throws IOException {
            byte[] part = new byte[count];
            in.readFully(part);
            bytes.writeBytes(part);
            return part;
        }
    }
}
