package io.countersign.agent.adapter;

import io.countersign.agent.hop.LibraryRequest;
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

    private Request request;

    OkHttpHop(Request request) {
        this.request = request;
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
        BoundedBuffer.check(body.contentLength(), limit);
        BoundedBuffer buffer = new BoundedBuffer(limit);
        try (BufferedSink sink = Okio.buffer(Okio.sink(buffer))) {
            body.writeTo(sink);
        }
        byte[] bytes = buffer.toByteArray();
        request = request.newBuilder()
                .method(request.method(), new ReadBody(body, bytes))
                .build();
        return bytes;
    }

    /** The bytes that were signed, framed as the body they were read from: the headers are written already. */
    private static final class ReadBody extends RequestBody {

        private final @Nullable MediaType type;
        private final long length;
        private final byte[] bytes;

        ReadBody(RequestBody body, byte[] bytes) throws IOException {
            this.type = body.contentType();
            this.length = body.contentLength();
            this.bytes = bytes;
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
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(bytes);
        }
    }
}
