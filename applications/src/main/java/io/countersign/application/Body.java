package io.countersign.application;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** What an application sends, and how it comes by it. */
public final class Body {

    /** The manners of having a body. */
    public enum Kind {
        /** In memory; none if it is empty. */
        BYTES,
        /** In memory, sent after the server has said that it wants it. */
        EXPECT,
        /** A stream that can be read once, of known length. */
        SIZED,
        /** A stream that can be read once, of unknown length. */
        STREAM,
        /** A stream that can be read once, compressed while it is sent. */
        GZIP,
        /** One part of a form, under a boundary of the day. */
        MULTIPART,
        /** Another one each time it is written. */
        VARYING,
        /** Written by code that sends a request itself; the bytes are its URL. */
        NESTING,
        /** Written by code that fails half-way. */
        BROKEN,
        /** A stream that gives nothing before as many are read as {@code application.together} says. */
        TOGETHER,
        /** A stream that fits into no memory; the bytes are its length in digits. */
        LARGE
    }

    private static final int BLOCK = 8192;

    private final Kind kind;
    private final byte[] bytes;
    private boolean opened;

    private Body(Kind kind, byte[] bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }

    /** The kind in small letters and a colon, unless it is bytes, then Base64. */
    static Body parse(String text) {
        int colon = text.indexOf(':');
        Kind kind =
                colon < 0 ? Kind.BYTES : Kind.valueOf(text.substring(0, colon).toUpperCase(Locale.ROOT));
        return new Body(kind, Base64.getDecoder().decode(ascii(text.substring(colon + 1))));
    }

    /** How the application comes by it. */
    public Kind kind() {
        return kind;
    }

    /** Whether there is one, be it empty. */
    public boolean isPresent() {
        return kind != Kind.BYTES || bytes.length > 0;
    }

    /** What an application has in memory. */
    public byte[] bytes() {
        return bytes;
    }

    /** How long the application says that it is; -1 if it does not know. */
    public long length() {
        return kind == Kind.BYTES || kind == Kind.EXPECT || kind == Kind.SIZED ? bytes.length : -1;
    }

    /** How long it is where that can be told without having it. */
    public long size() {
        return Long.parseLong(text());
    }

    /** Most streams of applications can be read once only. */
    public InputStream open() throws IOException {
        if (opened && kind != Kind.VARYING) {
            throw new IllegalStateException("this body was read before");
        }
        opened = true;
        switch (kind) {
            case VARYING:
                return new ByteArrayInputStream(joined(ascii(UUID.randomUUID().toString()), bytes));
            case NESTING:
                return new ByteArrayInputStream(ascii(nested()));
            case LARGE:
                return LargeBody.of(size());
            case TOGETHER:
                return new Rendezvous(bytes);
            case BROKEN:
                throw new IllegalStateException("the application's own failure");
            default:
                return new ByteArrayInputStream(bytes);
        }
    }

    /** All of it. */
    public void writeTo(OutputStream out) throws IOException {
        try (InputStream in = open()) {
            copy(in, out);
        }
    }

    /** All of it, compressed by the application. */
    public byte[] compressed() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            writeTo(gzip);
        }
        return out.toByteArray();
    }

    /** A form of one part, for libraries that make none. */
    public byte[] form(String boundary) {
        byte[] head = ascii("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n");
        return joined(joined(head, bytes), ascii("\r\n--" + boundary + "--\r\n"));
    }

    /** Another one each time. */
    public static String boundary() {
        return "boundary-" + UUID.randomUUID();
    }

    /** The rest of a stream. */
    public static byte[] readAll(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        copy(in, out);
        return out.toByteArray();
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] block = new byte[BLOCK];
        for (int n = in.read(block); n >= 0; n = in.read(block)) {
            out.write(block, 0, n);
        }
    }

    /** The status that the inner request got, and whether its thread looks as the application left it. */
    private String nested() throws IOException {
        HttpURLConnection inner = (HttpURLConnection) URI.create(text()).toURL().openConnection();
        boolean own = Thread.currentThread().getContextClassLoader() == ClassLoader.getSystemClassLoader();
        return inner.getResponseCode() + (own ? " own" : " foreign");
    }

    private String text() {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] joined(byte[] start, byte[] end) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(start, 0, start.length);
        out.write(end, 0, end.length);
        return out.toByteArray();
    }
}
