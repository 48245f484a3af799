package io.countersign.counterpart;

import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.RateControl;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * A server on loopback that speaks HTTP/2, and HTTP/1.1 with who cannot: over TLS as the client chooses by ALPN, without
 * it as the client asks by an upgrade or knows beforehand.
 */
final class Http2Server {

    private Http2Server() {}

    static RecordingServer start(RawServer.Handler handler) {
        HttpConfiguration settings = JettyServer.settings();
        HTTP2CServerConnectionFactory h2c = new HTTP2CServerConnectionFactory(settings);
        h2c.setRateControlFactory(new RateControl.Factory() {});
        return JettyServer.start(
                handler, "http", server -> new ServerConnector(server, new HttpConnectionFactory(settings), h2c));
    }

    static RecordingServer startSecure(RawServer.Handler handler, ServerCertificate certificate) {
        HttpConfiguration settings = JettyServer.settings();
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
        return JettyServer.start(handler, "https", server -> new ServerConnector(server, ssl, alpn, h2, http1));
    }
}
