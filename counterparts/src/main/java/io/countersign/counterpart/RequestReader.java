package io.countersign.counterpart;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads HTTP/1.1 requests off one connection and keeps every byte, of bodies if that is wanted (RFC 9112). */
final class RequestReader {

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final InputStream in;
    private final OutputStream out;
    private final int peerPort;
    private final boolean keeping;
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
    private final byte[] part = new byte[64 * 1024];

    /** @param keeping whether the bytes of bodies are kept, or only their lengths and digests */
    RequestReader(InputStream in, OutputStream out, int peerPort, boolean keeping) {
        this.in = in;
        this.out = out;
        this.peerPort = peerPort;
        this.keeping = keeping;
    }

    /** The next request; empty when the peer has closed the connection between two requests. */
    Optional<ReceivedRequest> next() throws IOException {
        raw.reset();
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        raw.write(first);
        String[] start = ((char) first + line()).split(" ", 3);
        if (start.length != 3) {
            throw new IOException("not a request line");
        }
        List<Header> headers = headers();
        BodyRecord body = body(headers);
        ReceivedRequest.StartLine line = new ReceivedRequest.StartLine(start[0], start[1], start[2]);
        return Optional.of(new ReceivedRequest(line, headers, body, raw.toByteArray(), peerPort));
    }

    private List<Header> headers() throws IOException {
        List<Header> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("not a header line");
            }
            headers.add(new Header(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return headers;
    }

    private BodyRecord body(List<Header> headers) throws IOException {
        if (value(headers, "Expect").map("100-continue"::equalsIgnoreCase).orElse(false)) {
            out.write(CONTINUE);
            out.flush();
        }
        BodyRecord body = new BodyRecord(keeping);
        if (value(headers, "Transfer-Encoding").isPresent()) {
            chunks(body);
        } else {
            Optional<String> length = value(headers, "Content-Length");
            copy(length.isPresent() ? Long.parseLong(length.get()) : 0, body);
        }
        return body;
    }

    private void chunks(BodyRecord body) throws IOException {
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            copy(size, body);
            line();
        }
        for (String trailer = line(); !trailer.isEmpty(); trailer = line()) {
            // Trailers are kept as raw bytes only: none of the clients sends any.
        }
    }

    private int chunkSize() throws IOException {
        String line = line();
        int extension = line.indexOf(';');
        return Integer.parseInt((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = read(); b != '\n'; b = read()) {
            line.write(b);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private void copy(long count, BodyRecord body) throws IOException {
        for (long left = count; left > 0; ) {
            int read = in.read(part, 0, (int) Math.min(left, part.length));
            if (read < 0) {
                throw new EOFException("the body ended early");
            }
            if (keeping) {
                raw.write(part, 0, read);
            }
            body.add(part, read);
            left -= read;
        }
    }

    private int read() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException("the request ended early");
        }
        raw.write(b);
        return b;
    }

    private static Optional<String> value(List<Header> headers, String name) {
        return headers.stream()
                .filter(line -> line.isNamed(name))
                .map(Header::value)
                .findFirst();
    }
}
