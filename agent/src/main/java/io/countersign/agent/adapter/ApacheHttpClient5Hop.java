package io.countersign.agent.adapter;

import io.countersign.agent.hop.Hops;
import io.countersign.agent.hop.LibraryRequest;
import io.countersign.request.BodyNotReadableException;
import io.countersign.request.RequestTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;

/** The copy that HttpClient 5 makes for each hop; its headers and framing are complete. */
final class ApacheHttpClient5Hop implements LibraryRequest {

    private final ClassicHttpRequest request;
    private final HttpHost host;
    private final Hops hops;

    ApacheHttpClient5Hop(ClassicHttpRequest request, HttpHost host, Hops hops) {
        this.request = request;
        this.host = host;
        this.hops = hops;
    }

    @Override
    public ClassicHttpRequest identity() {
        return request;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public RequestTarget target() {
        String path = request.getPath() == null ? "/" : request.getPath();
        return RequestTarget.of(host.getSchemeName(), host.getHostName(), host.getPort(), OriginForm.of(path));
    }

    @Override
    public @Nullable String header(String name) {
        Header header = request.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    @Override
    public Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : request.getHeaders()) {
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
        HttpEntity entity = request.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        BoundedBuffer.check(entity.getContentLength(), limit);
        byte[] bytes = bytes(entity, limit);
        // Also a repeatable body may differ the next time it is written: a multipart boundary, a compressor's header.
        request.setEntity(new ReadEntity(entity, bytes));
        return bytes;
    }

    /**
     * One that may be written once, and would be sent even if it is too long, must not be lost by the attempt. The
     * wrapper that HttpClient puts around an entity calls it repeatable as long as nothing has written it.
     */
    private byte[] bytes(HttpEntity entity, long limit) throws IOException {
        if (entity.getContentLength() >= 0 || !hops.bodyNeed(target(), method()).isPassedOn()) {
            return BoundedBuffer.read(entity::writeTo, limit);
        }
        RelayedBody relayed = RelayedBody.of(entity::writeTo, limit);
        try {
            return relayed.bytes();
        } catch (BodyNotReadableException e) {
            request.setEntity(new RelayedEntity(entity, relayed));
            throw e;
        }
    }

    /** The bytes that were signed, described as the entity they were read from. */
    private static final class ReadEntity extends HttpEntityWrapper {

        private final byte[] bytes;

        ReadEntity(HttpEntity entity, byte[] bytes) {
            super(entity);
            this.bytes = bytes;
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }

        @Override
        public boolean isStreaming() {
            return false;
        }

        @Override
        public InputStream getContent() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
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
