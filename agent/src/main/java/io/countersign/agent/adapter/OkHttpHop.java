package io.countersign.agent.adapter;

import io.countersign.agent.hop.Hops;
import io.countersign.agent.hop.LibraryRequest;
import io.countersign.request.BodyNotReadableException;
import io.countersign.request.RequestTarget;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** An OkHttp request is immutable: each change makes the one that will be sent. */
final class OkHttpHop implements LibraryRequest {

    private final Hops hops;
    private Request request;

    OkHttpHop(Request request, Hops hops) {
        this.request = request;
        this.hops = hops;
    }

    @Override
    public Request identity() {
        return request;
    }

    @Override
    public String method() {
        return request.method();
    }

    @Override
    public RequestTarget target() {
        HttpUrl url = request.url();
        String query = url.encodedQuery();
        String path = query == null ? url.encodedPath() : url.encodedPath() + '?' + query;
        return RequestTarget.of(url.scheme(), url.host(), url.port(), path);
    }

    @Override
    public @Nullable String header(String name) {
        return request.header(name);
    }

    @Override
    public Map<String, List<String>> headers() {
        return request.headers().toMultimap();
    }

    @Override
    public void setHeader(String name, String value) {
        request = request.newBuilder().header(name, value).build();
    }

    @Override
    public void removeHeader(String name) {
        request = request.newBuilder().removeHeader(name).build();
    }

    @Override
    public byte[] body(long limit) throws IOException {
        RequestBody body = request.body();
        if (body == null) {
            return new byte[0];
        }
        if (isDuplex(body)) {
            throw new BodyNotReadableException("it is written while the answer is read");
        }
        BoundedBuffer.check(body.contentLength(), limit);
        byte[] bytes = bytes(body, limit);
        replaceBody(new ReplacedBody(body, sink -> sink.write(bytes), false));
        return bytes;
    }

    /**
     * OkHttp takes every body for repeatable that does not deny it, and few deny it. So one of unknown length that would
     * be sent even if it is too long must not be lost by the attempt.
     */
    private byte[] bytes(RequestBody body, long limit) throws IOException {
        BodyWriter writer = out -> {
            try (BufferedSink sink = Okio.buffer(Okio.sink(out))) {
                body.writeTo(sink);
            }
        };
        if (body.contentLength() >= 0 || !hops.bodyNeed(target(), method()).isPassedOn()) {
            return BoundedBuffer.read(writer, limit);
        }
        RelayedBody relayed = RelayedBody.of(writer, limit);
        try {
            return relayed.bytes();
        } catch (BodyNotReadableException e) {
            replaceBody(new ReplacedBody(body, sink -> relayed.sendTo(sink.outputStream()), true));
            throw e;
        }
    }

    private void replaceBody(RequestBody body) {
        request = request.newBuilder().method(request.method(), body).build();
    }

    /** Before 3.13 there are no such bodies. */
    private static boolean isDuplex(RequestBody body) {
        try {
            return body.isDuplex();
        } catch (NoSuchMethodError e) {
            return false;
        }
    }

    /** Sends the bytes of a body that was read. */
    private interface Source {
        void sendTo(BufferedSink sink) throws IOException;
    }

    /** What was read ahead, framed as the body it was read from: the headers are written already. */
    private static final class ReplacedBody extends RequestBody {

        private final @Nullable MediaType type;
        private final long length;
        private final Source source;
        private final boolean once;

        ReplacedBody(RequestBody body, Source source, boolean once) throws IOException {
            this.type = body.contentType();
            this.length = body.contentLength();
            this.source = source;
            this.once = once;
        }

        @Override
        public @Nullable MediaType contentType() {
            return type;
        }

        @Override
        public long contentLength() {
            return length;
        }

        @Override
        public boolean isOneShot() {
            return once;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            source.sendTo(sink);
        }
    }
}
