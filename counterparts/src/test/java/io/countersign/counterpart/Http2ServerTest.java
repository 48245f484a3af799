package io.countersign.counterpart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The API over TLS and in HTTP/2 keeps what was on the wire, and sends what it is told. */
final class Http2ServerTest {

    private static final String BODY = "{\"ä\":1}";

    @TempDir
    private Path folder;

    @Test
    void overTlsTheClientChoosesTheVersion() throws Exception {
        ServerCertificate certificate = ServerCertificate.in(folder);
        HttpClient client =
                HttpClient.newBuilder().sslContext(certificate.context()).build();
        try (ApiServer api = ApiServer.http2(Requirement.apiKey("key"), certificate)) {
            for (Version version : List.of(Version.HTTP_2, Version.HTTP_1_1)) {
                HttpResponse<String> answer = post(client, api.at("/a%2Fb//c?d=%20"), version);
                assertThat(answer.version()).isEqualTo(version);
                assertThat(answer.body()).isEqualTo(BODY);
            }
            assertThat(api.received()).extracting(ReceivedRequest::target).containsOnly("/a%2Fb//c?d=%20");
            assertThat(api.received()).extracting(ReceivedRequest::text).containsOnly(BODY);
            assertThat(api.received()).extracting(ReceivedRequest::protocol).containsExactly("HTTP/2.0", "HTTP/1.1");
            assertThat(api.received().get(0).headers().get(0))
                    .isEqualTo(new Header(":authority", "127.0.0.1:" + api.port()));
            assertThat(api.received())
                    .extracting(request -> request.values("Host"))
                    .containsOnly(List.of("127.0.0.1:" + api.port()));
            assertThat(api.refusals()).isEmpty();
        }
    }

    @Test
    void withoutTlsAnUpgradeLeadsToIt() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        try (ApiServer api = ApiServer.http2(Requirement.none())) {
            assertThat(get(client, api.at("/1")).version()).isEqualTo(Version.HTTP_2);
            assertThat(get(client, api.at("/2")).version()).isEqualTo(Version.HTTP_2);
            assertThat(api.received())
                    .extracting(ReceivedRequest::peerPort)
                    .containsOnly(api.received().get(0).peerPort());
            api.hangUp();
            assertThat(getAtLast(client, api.at("/3")).version()).isEqualTo(Version.HTTP_2);
            assertThat(api.received().get(2).peerPort())
                    .isNotEqualTo(api.received().get(1).peerPort());
        }
    }

    @Test
    void whoKnowsItBeforehandNeedsNoUpgrade() throws IOException {
        byte[] preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
        try (ApiServer api = ApiServer.http2(Requirement.none());
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            socket.getOutputStream().write(preface);
            byte[] frame = socket.getInputStream().readNBytes(9);
            assertThat(frame[3]).as("the type of a SETTINGS frame").isEqualTo((byte) 4);
        }
    }

    @Test
    void secureAnswersInHttp1Only() throws Exception {
        ServerCertificate certificate = ServerCertificate.in(folder);
        HttpClient client =
                HttpClient.newBuilder().sslContext(certificate.context()).build();
        try (ApiServer api = ApiServer.secure(Requirement.none(), certificate)) {
            assertThat(post(client, api.at("/"), Version.HTTP_2).version()).isEqualTo(Version.HTTP_1_1);
            assertThat(api.received().get(0).raw()).startsWith("POST / HTTP/1.1\r\n");
        }
    }

    @Test
    void bodiesAreCutAndConnectionsClosedAsTold() {
        HttpClient client = HttpClient.newHttpClient();
        try (ApiServer api = ApiServer.http2(Requirement.none())) {
            for (Reply.Failure failure : List.of(Reply.Failure.CUT, Reply.Failure.CLOSE)) {
                api.replyNext(1, failure);
                assertThatThrownBy(() -> get(client, api.at("/"))).isInstanceOf(IOException.class);
            }
        }
    }

    /** A client that has not heard yet that its connection is gone finds out by a request that fails. */
    private static HttpResponse<String> getAtLast(HttpClient client, URI uri) throws IOException, InterruptedException {
        try {
            return get(client, uri);
        } catch (IOException gone) {
            return get(client, uri);
        }
    }

    private static HttpResponse<String> get(HttpClient client, URI uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(HttpClient client, URI uri, Version version)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .version(version)
                .header("x-api-key", "key")
                .POST(BodyPublishers.ofString(BODY))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
