package io.countersign.counterpart;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** One request as it came off the wire, nothing decoded but its framing, from HTTP/2 on that of its header lines too. */
public final class ReceivedRequest {

    private static final String AUTHORITY = ":authority";

    private final StartLine start;
    private final List<Header> headers;
    private final byte[] body;
    private final long bodyLength;
    private final String bodyDigest;
    private final byte[] raw;
    private final int peerPort;

    /** The request line of HTTP/1.1, or what stands in its place. */
    record StartLine(String method, String target, String protocol) {}

    ReceivedRequest(StartLine start, List<Header> headers, BodyRecord body, byte[] raw, int peerPort) {
        this.start = start;
        this.peerPort = peerPort;
        this.headers = List.copyOf(headers);
        this.body = body.bytes();
        this.bodyLength = body.length();
        this.bodyDigest = body.digest();
        this.raw = raw.clone();
    }

    /** One whose bytes were not kept, or were none of text: they are written as HTTP/1.1 would have them. */
    ReceivedRequest(StartLine start, List<Header> headers, BodyRecord body, int peerPort) {
        this(start, headers, body, text(start, headers, body), peerPort);
    }

    /** A request that never was on a wire, framed by Content-Length if it has a body. */
    public static ReceivedRequest of(String method, String target, List<Header> headers, byte[] body) {
        return new ReceivedRequest(new StartLine(method, target, "HTTP/1.1"), headers, BodyRecord.of(body), 0);
    }

    private static byte[] text(StartLine start, List<Header> headers, BodyRecord body) {
        StringBuilder head = new StringBuilder(start.method + " " + start.target + " " + start.protocol + "\r\n");
        headers.forEach(line ->
                head.append(line.name()).append(": ").append(line.value()).append("\r\n"));
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        raw.writeBytes(body.bytes());
        return raw.toByteArray();
    }

    /** As sent, for instance {@code POST}. */
    public String method() {
        return start.method;
    }

    /** For instance {@code HTTP/1.1} or {@code HTTP/2.0}. */
    public String protocol() {
        return start.protocol;
    }

    /** Path and query exactly as they stand in the request line; the whole URL in what a proxy is sent. */
    public String target() {
        return start.target;
    }

    /** The target up to the question mark. */
    public String path() {
        String target = start.target;
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** The target after the question mark, empty if there is none. */
    public String query() {
        String target = start.target;
        int mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark + 1);
    }

    /** All header lines in wire order; from HTTP/2 on the first is {@code :authority}. */
    public List<Header> headers() {
        return headers;
    }

    /**
     * The values of all lines with this name, whatever its case. The authority of HTTP/2 and HTTP/3 is its Host: a line of
     * that name beside it means nothing (RFC 9113, section 8.3.1; RFC 9114, section 4.3.1).
     */
    public List<String> values(String name) {
        boolean authority = name.equalsIgnoreCase("Host") && headers.stream().anyMatch(line -> line.isNamed(AUTHORITY));
        return headers.stream()
                .filter(line -> line.isNamed(authority ? AUTHORITY : name))
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

    /** The port that it was sent from, which tells connections apart. */
    public int peerPort() {
        return peerPort;
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
        return start.method + " " + path();
    }
}
