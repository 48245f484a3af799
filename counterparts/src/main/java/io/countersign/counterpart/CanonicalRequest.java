package io.countersign.counterpart;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A request in the form that is hashed and signed: step 1 of AWS's description of Signature Version 4. */
final class CanonicalRequest {

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private CanonicalRequest() {}

    /** @param pathAsSent whether dots and slashes may be part of a name and escapes stay as they are, as S3 has it */
    static String of(ReceivedRequest request, List<String> signed, String payloadHash, boolean pathAsSent) {
        String headers = signed.stream()
                .map(name -> name + ":" + value(request, name) + "\n")
                .collect(Collectors.joining());
        return String.join(
                "\n",
                request.method(),
                pathAsSent ? objectPath(request.path()) : path(request.path()),
                query(request.query()),
                headers,
                String.join(";", signed),
                payloadHash);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Without dot segments and empty segments, then percent-encoded once more than it was sent. */
    private static String path(String sent) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : sent.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(encode(segment.getBytes(StandardCharsets.UTF_8)));
            }
        }
        String tail = sent.endsWith("/") && !segments.isEmpty() ? "/" : "";
        return "/" + String.join("/", segments) + tail;
    }

    /** Decoded, then percent-encoded once, segment by segment as it is sent. */
    private static String objectPath(String sent) {
        return Stream.of(sent.split("/", -1))
                .map(segment -> encode(decode(segment)))
                .collect(Collectors.joining("/"));
    }

    /** Decoded, encoded in AWS's way, then sorted by name and value. A plus sign is the blank of a form, as S3 answers. */
    private static String query(String sent) {
        return Stream.of(sent.replace("+", "%20").split("&", -1))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .map(pair -> new Header(encode(decode(pair[0])), pair.length == 1 ? "" : encode(decode(pair[1]))))
                .sorted(Comparator.comparing(Header::name).thenComparing(Header::value))
                .map(pair -> pair.name() + "=" + pair.value())
                .collect(Collectors.joining("&"));
    }

    private static String value(ReceivedRequest request, String name) {
        return request.values(name).stream()
                .map(value -> value.strip().replaceAll(" +", " "))
                .collect(Collectors.joining(","));
    }

    private static byte[] decode(String text) {
        byte[] sent = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        for (int i = 0; i < sent.length; i++) {
            if (sent[i] == '%') {
                decoded.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                decoded.write(sent[i]);
            }
        }
        return decoded.toByteArray();
    }

    private static String encode(byte[] bytes) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : bytes) {
            if (UNRESERVED.indexOf(b & 0xff) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return encoded.toString();
    }
}
