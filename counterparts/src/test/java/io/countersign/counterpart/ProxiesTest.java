package io.countersign.counterpart;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The proxies lead to where they are told and nowhere else, and keep what they are sent. */
final class ProxiesTest {

    private static final String NAME = "api.example.test";
    private static final byte[] BODY = {0, (byte) 0xff, '\r', '\n'};

    @TempDir
    private Path folder;

    @Test
    void wholeUrlsAreForwarded() throws IOException {
        try (ApiServer api = ApiServer.requiring(Requirement.none());
                ForwardProxy proxy = ForwardProxy.to(Destinations.loopback().with(NAME + ":80", api.port()))) {
            HttpURLConnection connection = through(proxy, "http://" + NAME + "/a?b=%20");
            connection.setDoOutput(true);
            connection.setChunkedStreamingMode(3);
            connection.getOutputStream().write(BODY);
            assertThat(connection.getInputStream().readAllBytes()).isEqualTo(BODY);
            assertThat(proxy.asked()).containsExactly("POST http://" + NAME + "/a?b=%20");
            assertThat(api.received().get(0).target()).isEqualTo("/a?b=%20");
            assertThat(api.received().get(0).header("Host")).contains(NAME);
        }
    }

    @Test
    void whoeverIsNotKnownIsAskedForHisPassword() throws IOException {
        String known = "Basic " + Base64.getEncoder().encodeToString("me:pass".getBytes(StandardCharsets.UTF_8));
        try (ApiServer api = ApiServer.requiring(Requirement.none());
                ForwardProxy proxy = ForwardProxy.demanding("me", "pass", Destinations.loopback())) {
            assertThat(through(proxy, api.at("/").toString()).getResponseCode()).isEqualTo(407);
            HttpURLConnection connection = through(proxy, api.at("/").toString());
            connection.setRequestProperty("Proxy-Authorization", known);
            assertThat(connection.getResponseCode()).isEqualTo(200);
            assertThat(api.received()).hasSize(1);
            assertThat(api.received().get(0).header("Proxy-Authorization")).isEmpty();
        }
    }

    @Test
    void tunnelsLeadToNamesThatStandForAPort() throws IOException {
        ServerCertificate certificate = ServerCertificate.in(folder, NAME);
        try (ApiServer api = ApiServer.secure(Requirement.none(), certificate);
                ForwardProxy proxy = ForwardProxy.to(Destinations.loopback().with(NAME + ":443", api.port()))) {
            HttpsURLConnection connection = (HttpsURLConnection) through(proxy, "https://" + NAME + "/x");
            connection.setSSLSocketFactory(certificate.context().getSocketFactory());
            assertThat(connection.getResponseCode()).isEqualTo(200);
            assertThat(proxy.asked()).containsExactly("CONNECT " + NAME + ":443");
            assertThat(api.received()).extracting(ReceivedRequest::target).containsExactly("/x");
        }
    }

    @Test
    void nothingLeavesThisMachine() throws IOException {
        try (ForwardProxy proxy = ForwardProxy.to(Destinations.loopback())) {
            assertThat(through(proxy, "http://" + NAME + "/").getResponseCode()).isEqualTo(502);
        }
    }

    @Test
    void socksLeadsToNamesAndAddresses() throws IOException {
        try (ApiServer api = ApiServer.requiring(Requirement.none());
                SocksProxy socks = SocksProxy.to(Destinations.loopback().with(NAME + ":80", api.port()))) {
            Proxy proxy =
                    new Proxy(Proxy.Type.SOCKS, new InetSocketAddress(InetAddress.getLoopbackAddress(), socks.port()));
            for (String url :
                    new String[] {"http://" + NAME + "/1", api.at("/2").toString()}) {
                try (InputStream in =
                        URI.create(url).toURL().openConnection(proxy).getInputStream()) {
                    assertThat(in.readAllBytes()).isEmpty();
                }
            }
            assertThat(socks.asked()).containsExactly(NAME + ":80", "127.0.0.1:" + api.port());
            assertThat(socks.heads().get(0)).startsWith("\5").contains(NAME);
            assertThat(api.received()).extracting(ReceivedRequest::target).containsExactly("/1", "/2");
        }
    }

    private static HttpURLConnection through(ForwardProxy proxy, String url) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port());
        return (HttpURLConnection) URI.create(url).toURL().openConnection(new Proxy(Proxy.Type.HTTP, address));
    }
}
