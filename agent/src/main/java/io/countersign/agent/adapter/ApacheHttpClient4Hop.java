package io.countersign.agent.adapter;

import io.countersign.agent.hop.Hops;
import io.countersign.agent.hop.LibraryRequest;
import io.countersign.request.BodyNotReadableException;
import io.countersign.request.RequestTarget;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;

/** The wrapper that HttpClient 4 makes for each hop; its headers and framing are complete. */
final class ApacheHttpClient4Hop implements LibraryRequest {

    private final HttpRequest request;
    private final HttpHost host;
    private final Hops hops;

    ApacheHttpClient4Hop(HttpRequest request, HttpHost host, Hops hops) {
        this.request = request;
        this.host = host;
        this.hops = hops;
    }

    @Override
    public HttpRequest identity() {
        return request;
    }

    @Override
    public String method() {
        return request.getRequestLine().getMethod();
    }

    @Override
    public RequestTarget target() {
        String line = request.getRequestLine().getUri();
        return RequestTarget.of(host.getSchemeName(), host.getHostName(), host.getPort(), OriginForm.of(line));
    }

    @Override
    public @Nullable String header(String name) {
        Header header = request.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    @Override
    public Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : request.getAllHeaders()) {
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
        }
        return headers;
    }

    @Override
    public void setHeader(String name, String value) {
        request.setHeader(name, value);
    }

    @Override
    public void removeHeader(String name) {
        request.removeHeaders(name);
    }

    @Override
    public byte[] body(long limit) throws IOException {
        HttpEntity entity = entity();
        if (entity == null) {
            return new byte[0];
        }
        if (entity instanceof SpentEntity) {
            throw ((SpentEntity) entity).reason;
        }
        BoundedBuffer.check(entity.getContentLength(), limit);
        byte[] bytes = bytes(entity, limit);
        // Also a repeatable body may differ the next time it is written: a multipart boundary, a compressor's header.
        ((HttpEntityEnclosingRequest) request).setEntity(new ReadEntity(entity, bytes));
        return bytes;
    }

    /** One that can be written once, and would be sent even if it is too long, must not be lost by the attempt. */
    private byte[] bytes(HttpEntity entity, long limit) throws IOException {
        boolean kept = entity.getContentLength() >= 0 || entity.isRepeatable();
        if (kept || !hops.bodyNeed(target(), method()).isPassedOn()) {
            return read(entity, limit);
        }
        RelayedBody relayed = RelayedBody.of(entity::writeTo, limit);
        try {
            return relayed.bytes();
        } catch (BodyNotReadableException e) {
            ((HttpEntityEnclosingRequest) request).setEntity(new RelayedEntity(entity, relayed));
            throw e;
        }
    }

    /** HttpClient tries again whatever failed before it was sent, and would complain of the entity instead of the limit. */
    private byte[] read(HttpEntity entity, long limit) throws IOException {
        try {
            return BoundedBuffer.read(entity::writeTo, limit);
        } catch (BodyNotReadableException e) {
            if (!entity.isRepeatable()) {
                ((HttpEntityEnclosingRequest) request).setEntity(new SpentEntity(entity, e));
            }
            throw e;
        }
    }

    private @Nullable HttpEntity entity() {
        return request instanceof HttpEntityEnclosingRequest
                ? ((HttpEntityEnclosingRequest) request).getEntity()
                : null;
    }

    /** The bytes that were signed, described as the entity they were read from. */
    private static final class ReadEntity extends HttpEntityWrapper {

        private final ByteArrayEntity content;

        ReadEntity(HttpEntity entity, byte[] bytes) {
            super(entity);
            content = new ByteArrayEntity(bytes);
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }

        @Override
        public InputStream getContent() {
            return content.getContent();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            content.writeTo(out);
        }

        @Override
        public boolean isStreaming() {
            return false;
        }
    }

    /** What was too long to be signed and is lost, because the rule does not pass it on. */
    private static final class SpentEntity extends HttpEntityWrapper {

        private final BodyNotReadableException reason;

        SpentEntity(HttpEntity entity, BodyNotReadableException reason) {
            super(entity);
            this.reason = reason;
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }

        @Override
        public InputStream getContent() throws IOException {
            throw reason;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            throw reason;
        }
    }

    /** What is too long to be signed, described as the entity that its writer is in the middle of. */
    private static final class RelayedEntity extends HttpEntityWrapper {

        private final RelayedBody body;

        RelayedEntity(HttpEntity entity, RelayedBody body) {
            super(entity);
            this.body = body;
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public InputStream getContent() {
            throw new UnsupportedOperationException("this body can only be written");
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            body.sendTo(out);
        }
    }
}
