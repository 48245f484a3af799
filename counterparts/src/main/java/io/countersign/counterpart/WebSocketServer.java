package io.countersign.counterpart;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/**
 * HTTP/1.1 and web sockets on loopback, as Jetty speaks them: no extension is agreed on, and frames come one by one as they
 * were sent.
 */
final class WebSocketServer implements AutoCloseable {

    private static final int LARGEST_FRAME = 16 * 1024 * 1024;

    private final Site site;
    private final boolean secure;
    private final Server server = new Server(daemons());
    private final ServerConnector connector;
    private final ServerWebSocketContainer webSockets = ServerWebSocketContainer.ensure(server);

    /** What is served. */
    interface Site {

        /** The answer to a request that asks for no web socket. */
        Reply.Answer answer(ReceivedRequest request);

        /** What becomes of one that does. */
        Admission admit(ReceivedRequest handshake);
    }

    /** What becomes of a handshake. */
    sealed interface Admission {}

    /** No web socket. */
    record Refused(Reply.Answer answer) implements Admission {}

    /** A web socket that speaks this subprotocol. */
    record Opened(String subprotocol, Session.Listener socket) implements Admission {}

    private WebSocketServer(Site site, boolean secure) {
        this.site = site;
        this.secure = secure;
        this.connector = new ServerConnector(server, null, null, null, -1, -1);
    }

    static WebSocketServer start(Site site) {
        WebSocketServer server = new WebSocketServer(site, false);
        server.connector.addConnectionFactory(new HttpConnectionFactory(settings()));
        return server.listening();
    }

    static WebSocketServer startSecure(Site site, ServerCertificate certificate) {
        WebSocketServer server = new WebSocketServer(site, true);
        HttpConnectionFactory http = new HttpConnectionFactory(settings());
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(certificate.context());
        SslConnectionFactory ssl = new SslConnectionFactory(tls, http.getProtocol());
        ssl.setEnsureSecureRequestCustomizer(false);
        server.connector.setConnectionFactories(List.of(ssl, http));
        return server.listening();
    }

    boolean isSecure() {
        return secure;
    }

    int port() {
        return connector.getLocalPort();
    }

    /** Cuts all connections without a word, and takes new ones. */
    void hangUp() {
        connector.getConnectedEndPoints().forEach(EndPoint::close);
    }

    /** Closes all web sockets in good order. */
    void closeSockets(int code, String reason) {
        webSockets
                .getOpenSessions()
                .forEach(session -> session.close(code, reason, org.eclipse.jetty.websocket.api.Callback.NOOP));
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static QueuedThreadPool daemons() {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setDaemon(true);
        return threads;
    }

    private static HttpConfiguration settings() {
        HttpConfiguration settings = new HttpConfiguration();
        settings.setSendServerVersion(false);
        settings.setRequestHeaderSize(LARGEST_FRAME);
        return settings;
    }

    private WebSocketServer listening() {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setStopTimeout(0);
        webSockets.setMaxFrameSize(LARGEST_FRAME);
        webSockets.setAutoFragment(false);
        webSockets.setIdleTimeout(Duration.ZERO);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws IOException {
                serve(request, response, callback);
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

    private void serve(Request request, Response response, Callback callback) throws IOException {
        ReceivedRequest arrived = JettyServer.arrived(request);
        if (!arrived.header("Upgrade").map("websocket"::equalsIgnoreCase).orElse(false)) {
            send(site.answer(arrived), response, callback);
            return;
        }
        Admission admission = site.admit(arrived);
        if (admission instanceof Refused refused) {
            send(refused.answer(), response, callback);
            return;
        }
        Opened opened = (Opened) admission;
        boolean isHandshake = webSockets.upgrade(
                (asked, answer, done) -> {
                    answer.setAcceptedSubProtocol(opened.subprotocol());
                    answer.setExtensions(List.of());
                    return opened.socket();
                },
                request,
                response,
                callback);
        if (!isHandshake) {
            send(Reply.of(400, ""), response, callback);
        }
    }

    private static void send(Reply.Answer answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        answer.headers().forEach(line -> response.getHeaders().add(line.name(), line.value()));
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }
}
