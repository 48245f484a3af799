package io.countersign.counterpart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.RateControl;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
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

/**
 * A server on loopback that speaks HTTP/2, and HTTP/1.1 with who cannot: over TLS as the client chooses by ALPN, without
 * it as the client asks by an upgrade or knows beforehand. Jetty does the talking.
 */
final class Http2Server implements RecordingServer {

    /** More than any test has requests under way. */
    private static final int MOST_THREADS = 1_000;

    private final RawServer.Handler handler;
    private final boolean secure;
    private final Server server;
    private final ServerConnector connector;
    private final List<ReceivedRequest> received = new CopyOnWriteArrayList<>();

    private Http2Server(RawServer.Handler handler, boolean secure, ConnectionFactory... protocols) {
        this.handler = handler;
        this.secure = secure;
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS);
        threads.setDaemon(true);
        this.server = new Server(threads);
        this.connector = new ServerConnector(server, protocols);
    }

    static Http2Server start(RawServer.Handler handler) {
        HttpConfiguration settings = settings();
        HTTP2CServerConnectionFactory h2c = new HTTP2CServerConnectionFactory(settings);
        h2c.setRateControlFactory(new RateControl.Factory() {});
        return new Http2Server(handler, false, new HttpConnectionFactory(settings), h2c).listening();
    }

    static Http2Server startSecure(RawServer.Handler handler, ServerCertificate certificate) {
        HttpConfiguration settings = settings();
        HTTP2ServerConnectionFactory h2 = new HTTP2ServerConnectionFactory(settings);
        h2.setRateControlFactory(new RateControl.Factory() {});
        HttpConnectionFactory http1 = new HttpConnectionFactory(settings);
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(http1.getProtocol());
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(certificate.context());
        SslConnectionFactory ssl = new SslConnectionFactory(tls, alpn.getProtocol());
        // A Host that is not the name of the certificate may be what a test is about.
        ssl.setEnsureSecureRequestCustomizer(false);
        return new Http2Server(handler, true, ssl, alpn, h2, http1).listening();
    }

    @Override
    public String scheme() {
        return secure ? "https" : "http";
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

    /** Any path is let through, since what is strange about it may be what a test is about. */
    private static HttpConfiguration settings() {
        HttpConfiguration settings = new HttpConfiguration();
        settings.setUriCompliance(UriCompliance.UNSAFE);
        settings.setSendServerVersion(false);
        return settings;
    }

    private Http2Server listening() {
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
        if (version == HttpVersion.HTTP_2) {
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
