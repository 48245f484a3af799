package io.countersign.benchmarks.throughput;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/** Takes every text over web sockets, keeps none, and counts those with an authorization. */
public final class SocketServer implements AutoCloseable {

    static final String SUBPROTOCOL = "graphql-ws";

    private static final String AUTHORIZATION = "\"authorization\":{";
    private static final String ANSWER = "{\"type\":\"ka\"}";

    private final Server server = new Server(daemons());
    private final ServerConnector connector = new ServerConnector(server);
    private final ServerWebSocketContainer webSockets = ServerWebSocketContainer.ensure(server);
    private final AtomicInteger expected = new AtomicInteger();
    private final AtomicInteger authorized = new AtomicInteger();
    private volatile String lastAuthorized = "";

    private SocketServer() {}

    static SocketServer start() {
        SocketServer server = new SocketServer();
        server.listen();
        return server;
    }

    int port() {
        return connector.getLocalPort();
    }

    /** The last of so many texts is answered, and no other. */
    void expect(int texts) {
        expected.set(texts);
    }

    /** How many texts had an authorization since this was last asked. */
    int takeAuthorized() {
        return authorized.getAndSet(0);
    }

    /** The last text that had one. */
    String lastAuthorized() {
        return lastAuthorized;
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

    private void listen() {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setStopTimeout(0);
        webSockets.setIdleTimeout(Duration.ZERO);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                return webSockets.upgrade(
                        (asked, answer, done) -> {
                            answer.setAcceptedSubProtocol(SUBPROTOCOL);
                            answer.setExtensions(List.of());
                            return new Ears();
                        },
                        request,
                        response,
                        callback);
            }
        });
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void heard(String text, Session session) {
        if (text.contains(AUTHORIZATION)) {
            authorized.incrementAndGet();
            lastAuthorized = text;
        }
        if (expected.decrementAndGet() == 0) {
            session.sendText(ANSWER, org.eclipse.jetty.websocket.api.Callback.NOOP);
        }
    }

    /** One web socket; public, since Jetty calls listeners of public classes only. */
    public final class Ears extends Session.Listener.AbstractAutoDemanding {

        private Ears() {}

        @Override
        public void onWebSocketText(String text) {
            heard(text, getSession());
        }
    }
}
