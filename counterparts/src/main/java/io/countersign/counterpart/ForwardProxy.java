package io.countersign.counterpart;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy on loopback: forwards requests whose target is a whole URL, and opens tunnels (RFC 9110, sections 7.6 and
 * 9.3.6). It keeps every request that it is sent itself; what passes through a tunnel it does not see.
 */
public final class ForwardProxy implements AutoCloseable {

    /** Between two neighbours only, or for this proxy. */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "proxy-connection",
            "proxy-authorization",
            "keep-alive",
            "upgrade",
            "http2-settings",
            "expect");

    private static final byte[] ESTABLISHED =
            "HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final Destinations destinations;
    private final @Nullable String wanted;
    private final Listener listener;
    private final List<ReceivedRequest> received = new CopyOnWriteArrayList<>();

    private ForwardProxy(Destinations destinations, @Nullable String wanted) {
        this.destinations = destinations;
        this.wanted = wanted;
        this.listener = Listener.start(ServerSocketFactory.getDefault(), this::serve);
    }

    /** One for everybody. */
    public static ForwardProxy to(Destinations destinations) {
        return new ForwardProxy(destinations, null);
    }

    /** One that answers 407 to who does not bring this name and password (RFC 7617). */
    public static ForwardProxy demanding(String user, String password, Destinations destinations) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new ForwardProxy(destinations, "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** The port that it listens on. */
    public int port() {
        return listener.port();
    }

    /** Its own address. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** All requests that it was sent so far, those that it refused too. */
    public List<ReceivedRequest> received() {
        return List.copyOf(received);
    }

    /** Method and target of each of them. */
    public List<String> asked() {
        return received.stream()
                .map(request -> request.method() + " " + request.target())
                .toList();
    }

    /** Forgets what was received. */
    public void forget() {
        received.clear();
    }

    @Override
    public void close() {
        listener.close();
    }

    private void serve(Socket client) throws IOException {
        OutputStream out = client.getOutputStream();
        InputStream in = new BufferedInputStream(client.getInputStream());
        RequestReader reader = new RequestReader(in, out, client.getPort(), true);
        Optional<ReceivedRequest> next = reader.next();
        while (next.isPresent()) {
            ReceivedRequest request = next.get();
            received.add(request);
            if (wanted != null && !request.values("Proxy-Authorization").equals(List.of(wanted))) {
                refuse(out, Reply.of(407, "").with("Proxy-Authenticate", "Basic realm=\"proxy\""));
            } else if (request.method().equals("CONNECT")) {
                tunnel(client, in, request.target());
                return;
            } else {
                forward(request, out);
            }
            next = reader.next();
        }
    }

    private static void refuse(OutputStream out, Reply.Answer answer) throws IOException {
        out.write(answer.onTheWire(true));
        out.flush();
    }

    private void tunnel(Socket client, InputStream in, String authority) throws IOException {
        int colon = authority.lastIndexOf(':');
        OutputStream out = client.getOutputStream();
        try (Socket server =
                destinations.dial(authority.substring(0, colon), Integer.parseInt(authority.substring(colon + 1)))) {
            out.write(ESTABLISHED);
            out.flush();
            Relay.between(client, in, server);
        } catch (ConnectException nowhere) {
            refuse(out, Reply.of(502, String.valueOf(nowhere.getMessage())));
        }
    }

    /** Hands on what it was sent but for the target and what is not for the server, and the answer as it comes. */
    private void forward(ReceivedRequest request, OutputStream out) throws IOException {
        URI url = URI.create(request.target());
        try (Socket server = destinations.dial(url.getHost(), url.getPort() < 0 ? 80 : url.getPort())) {
            OutputStream onward = server.getOutputStream();
            onward.write(onward(request).getBytes(StandardCharsets.ISO_8859_1));
            onward.flush();
            Relay.copy(server.getInputStream(), out);
        } catch (ConnectException nowhere) {
            refuse(out, Reply.of(502, String.valueOf(nowhere.getMessage())));
        }
    }

    private static String onward(ReceivedRequest request) {
        String whole = request.target();
        int path = whole.indexOf('/', whole.indexOf("://") + 3);
        String headers = request.headers().stream()
                .filter(line -> !HOP_BY_HOP.contains(line.name().toLowerCase(Locale.ROOT)))
                .map(line -> line.name() + ": " + line.value() + "\r\n")
                .collect(Collectors.joining());
        String raw = request.raw();
        return request.method() + " " + (path < 0 ? "/" : whole.substring(path)) + " HTTP/1.1\r\n" + headers
                + "Connection: close\r\n" + raw.substring(raw.indexOf("\r\n\r\n") + 2);
    }
}
