package io.countersign.counterpart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractNetworkConnector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A server on loopback whose talking Jetty does, in the versions of HTTP that its connector knows. */
final class JettyServer implements RecordingServer {

    /** More than any test has requests under way. */
    private static final int MOST_THREADS = 1_000;

    private final RawServer.Handler handler;
    private final String scheme;
    private final Server server;
    private final AbstractNetworkConnector connector;
    private final List<ReceivedRequest> received = new CopyOnWriteArrayList<>();

    private JettyServer(
            RawServer.Handler handler, String scheme, Function<Server, AbstractNetworkConnector> connector) {
        this.handler = handler;
        this.scheme = scheme;
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS);
        threads.setDaemon(true);
        this.server = new Server(threads);
        this.connector = connector.apply(server);
    }

    static JettyServer start(
            RawServer.Handler handler, String scheme, Function<Server, AbstractNetworkConnector> connector) {
        return new JettyServer(handler, scheme, connector).listening();
    }

    /** Any path is let through, since what is strange about it may be what a test is about. */
    static HttpConfiguration settings() {
        HttpConfiguration settings = new HttpConfiguration();
        settings.setUriCompliance(UriCompliance.UNSAFE);
        settings.setSendServerVersion(false);
        return settings;
    }

    @Override
    public String scheme() {
        return scheme;
    }

    @Override
    public int port() {
        return connector.getLocalPort();
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
        connector.getConnectedEndPoints().forEach(EndPoint::close);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private JettyServer listening() {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setStopTimeout(0);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws IOException {
                ReceivedRequest arrived = arrived(request);
                received.add(arrived);
                send(handler.reply(arrived), request, response, callback);
                return true;
            }
        });
        try {
            server.start();
            return this;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static ReceivedRequest arrived(Request request) throws IOException {
        BodyRecord body = new BodyRecord(true);
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] bytes = in.readAllBytes();
            body.add(bytes, bytes.length);
        }
        List<Header> headers = new ArrayList<>();
        HttpVersion version = request.getConnectionMetaData().getHttpVersion();
        if (version.getVersion() >= HttpVersion.HTTP_2.getVersion()) {
            headers.add(new Header(":authority", request.getHttpURI().getAuthority()));
        }
        request.getHeaders().forEach(line -> headers.add(new Header(line.getName(), line.getValue())));
        return new ReceivedRequest(
                new ReceivedRequest.StartLine(
                        request.getMethod(), request.getHttpURI().getPathQuery(), version.asString()),
                headers,
                body,
                Request.getRemotePort(request));
    }

    private static void send(Reply reply, Request request, Response response, Callback callback) {
        EndPoint connection = request.getConnectionMetaData().getConnection().getEndPoint();
        if (reply instanceof Reply.Answer answer) {
            response.setStatus(answer.status());
            answer.headers().forEach(line -> response.getHeaders().add(line.name(), line.value()));
            response.write(true, ByteBuffer.wrap(answer.body()), callback);
            return;
        }
        switch ((Reply.Failure) reply) {
            case HANG -> {
                // The exchange stays open until the server is closed.
            }
            case CUT -> {
                response.getHeaders().put("Content-Length", 1_000_000);
                response.write(false, ByteBuffer.wrap(new byte[] {'{'}), Callback.from(connection::close));
            }
            case RESET, CLOSE -> connection.close();
            case GARBAGE, TRICKLE -> throw new UnsupportedOperationException(reply + " is known to HTTP/1.1 only");
        }
    }
}
