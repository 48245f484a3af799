package io.countersign.counterpart;

import java.util.ServiceLoader;
import org.eclipse.jetty.http3.server.HTTP3ServerConnectionFactory;
import org.eclipse.jetty.quic.quiche.QuicheBinding;
import org.eclipse.jetty.quic.server.QuicServerConnector;
import org.eclipse.jetty.quic.server.ServerQuicConfiguration;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** A server on loopback that speaks HTTP/3 and nothing else. Its QUIC is a native library, which not every platform has. */
final class Http3Server {

    private Http3Server() {}

    static boolean isPossible() {
        return ServiceLoader.load(QuicheBinding.class).stream()
                .anyMatch(binding -> binding.get().initialize() == null);
    }

    static RecordingServer start(RawServer.Handler handler, ServerCertificate certificate) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(certificate.keys());
        tls.setKeyStorePassword(certificate.keysPassword());
        ServerQuicConfiguration quic = new ServerQuicConfiguration(tls, certificate.folder());
        return JettyServer.start(
                handler,
                "https",
                server -> new QuicServerConnector(
                        server, quic, new HTTP3ServerConnectionFactory(quic, JettyServer.settings())));
    }
}
