package io.countersign.counterpart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The server keeps what it is sent, byte for byte. */
final class RawServerTest {

    private static final String PLAIN = "GET /a?b=%20 HTTP/1.1\r\nhOsT:  x \r\nX-Twice: 1\r\nx-twice: 2\r\n\r\n";
    private static final String FIXED = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n\u0000\u00ffabc";
    private static final String CHUNKED =
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3;e=1\r\nabc\r\n2\r\nde\r\n0\r\nT: t\r\n\r\n";
    private static final String LAST = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    @Test
    void oneConnectionCarriesManyRequestsAndEveryByteIsKept() throws IOException {
        try (RawServer server = RawServer.start(request -> Reply.of(200, "ok"))) {
            String answers = exchange(server, PLAIN + FIXED + CHUNKED + LAST);
            assertThat(server.received()).extracting(ReceivedRequest::raw).containsExactly(PLAIN, FIXED, CHUNKED, LAST);
            assertThat(server.received())
                    .extracting(request -> request.body().length)
                    .containsExactly(0, 5, 5, 0);
            assertThat(server.received().get(0).values("X-TWICE")).containsExactly("1", "2");
            assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(5);
        }
    }

    @Test
    void whoExpectsToContinueIsToldTo() throws IOException {
        String head = "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\n";
        try (RawServer server = RawServer.start(request -> Reply.echo(request.body()))) {
            assertThat(exchange(server, head + "hi"))
                    .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200")
                    .endsWith("hi");
        }
    }

    @Test
    void headIsAnsweredWithoutABody() throws IOException {
        try (RawServer server = RawServer.start(request -> Reply.of(200, "body"))) {
            String answer = exchange(server, LAST.replace("GET", "HEAD"));
            assertThat(answer).contains("Content-Length: 4").endsWith("\r\n\r\n");
        }
    }

    private static String exchange(RawServer server, String bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
