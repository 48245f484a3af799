package io.countersign.counterpart;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a server does with a request: an answer, or one of the ways in which servers fail to give one. */
public sealed interface Reply {

    /** An HTTP response. */
    static Answer of(int status, String body) {
        return new Answer(status, List.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    /** A 200 with these bytes. */
    static Answer echo(byte[] body) {
        return new Answer(200, List.of(), body);
    }

    /** A 200 without a body. */
    static Answer empty() {
        return echo(new byte[0]);
    }

    /** An answer to look at, with headers and a body. */
    final class Answer implements Reply {
        private final int status;
        private final List<Header> headers;
        private final byte[] body;

        private Answer(int status, List<Header> headers, byte[] body) {
            this.status = status;
            this.headers = List.copyOf(headers);
            this.body = body.clone();
        }

        /** The same with one more header line. */
        public Answer with(String name, String value) {
            List<Header> more = new ArrayList<>(headers);
            more.add(new Header(name, value));
            return new Answer(status, more, body);
        }

        int status() {
            return status;
        }

        List<Header> headers() {
            return headers;
        }

        byte[] body() {
            return body.clone();
        }

        byte[] onTheWire(boolean withBody) {
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " -\r\n");
            headers.forEach(line ->
                    head.append(line.name()).append(": ").append(line.value()).append("\r\n"));
            head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            bytes.writeBytes(withBody ? body : new byte[0]);
            return bytes.toByteArray();
        }
    }

    /** No answer. */
    enum Failure implements Reply {
        /** Says nothing until the server is closed. */
        HANG,
        /** Cuts the connection with a TCP reset. */
        RESET,
        /** Sends bytes that are no HTTP, then closes. */
        GARBAGE,
        /** Sends the head of a response, then one byte of its body every so often, without end. */
        TRICKLE,
        /** Sends the head of a response and the first byte of its body, then closes. */
        CUT,
        /** Closes the connection in good order, without a byte. */
        CLOSE
    }
}
