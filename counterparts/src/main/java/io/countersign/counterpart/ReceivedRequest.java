package io.countersign.counterpart;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** One HTTP/1.1 request as it came off the wire, nothing decoded but the framing of its body. */
public final class ReceivedRequest {

    private final String method;
    private final String target;
    private final List<Header> headers;
    private final byte[] body;
    private final long bodyLength;
    private final String bodyDigest;
    private final byte[] raw;

    ReceivedRequest(String method, String target, List<Header> headers, BodyRecord body, byte[] raw) {
        this.method = method;
        this.target = target;
        this.headers = List.copyOf(headers);
        this.body = body.bytes();
        this.bodyLength = body.length();
        this.bodyDigest = body.digest();
        this.raw = raw.clone();
    }

    /** A request that never was on a wire, framed by Content-Length if it has a body. */
    public static ReceivedRequest of(String method, String target, List<Header> headers, byte[] body) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        headers.forEach(line ->
                head.append(line.name()).append(": ").append(line.value()).append("\r\n"));
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        raw.writeBytes(body);
        return new ReceivedRequest(method, target, headers, BodyRecord.of(body), raw.toByteArray());
    }

    /** As sent, for instance {@code POST}. */
    public String method() {
        return method;
    }

    /** Path and query exactly as they stand in the request line. */
    public String target() {
        return target;
    }

    /** The target up to the question mark. */
    public String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** The target after the question mark, empty if there is none. */
    public String query() {
        int mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark + 1);
    }

    /** All header lines in wire order. */
    public List<Header> headers() {
        return headers;
    }

    /** The values of all lines with this name, whatever its case. */
    public List<String> values(String name) {
        return headers.stream()
                .filter(line -> line.isNamed(name))
                .map(Header::value)
                .toList();
    }

    /** The first of {@link #values}. */
    public Optional<String> header(String name) {
        return values(name).stream().findFirst();
    }

    /** How many bytes the body had, also where they were not kept. */
    public long bodyLength() {
        return bodyLength;
    }

    /** The SHA-256 of the body in hexadecimal digits, also where its bytes were not kept. */
    public String bodyDigest() {
        return bodyDigest;
    }

    /** The body without chunk framing. */
    public byte[] body() {
        return body.clone();
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Every byte of the request, chunk framing included, one character per byte. */
    public String raw() {
        return new String(raw, StandardCharsets.ISO_8859_1);
    }

    /** Method and path only, since headers and queries can carry credentials. */
    @Override
    public String toString() {
        return method + " " + path();
    }
}
