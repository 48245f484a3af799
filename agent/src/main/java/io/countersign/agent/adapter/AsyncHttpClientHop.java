package io.countersign.agent.adapter;

import io.countersign.agent.hop.LibraryRequest;
import io.countersign.request.BodyNotReadableException;
import io.countersign.request.RequestTarget;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.asynchttpclient.netty.NettyResponseFuture;
import org.asynchttpclient.uri.Uri;
import org.jspecify.annotations.Nullable;

/**
 * What AsyncHttpClient writes to a connection: its head is complete. The future stands for all hops of a call; each has a
 * request of its own.
 */
@SuppressWarnings("deprecation") // Netty 4.0, of the first versions, has no other names
final class AsyncHttpClientHop implements LibraryRequest {

    private final NettyResponseFuture<?> future;
    private final HttpRequest request;

    AsyncHttpClientHop(NettyResponseFuture<?> future) {
        this.future = future;
        this.request = future.getNettyRequest().getHttpRequest();
    }

    String host() {
        return future.getUri().getHost();
    }

    /** A request to a proxy to open a tunnel. */
    boolean isConnect() {
        return HttpMethod.CONNECT.equals(request.getMethod());
    }

    /** Whether the body is neither absent nor in memory: a stream, a file, a generator. */
    boolean isStreamed() {
        return future.getNettyRequest().getBody() != null && !(request instanceof FullHttpRequest);
    }

    @Override
    public NettyResponseFuture<?> identity() {
        return future;
    }

    @Override
    public String method() {
        return request.getMethod().name();
    }

    @Override
    public RequestTarget target() {
        Uri uri = future.getUri();
        String scheme = uri.getScheme().replace("ws", "http");
        return RequestTarget.of(scheme, uri.getHost(), uri.getPort(), OriginForm.of(request.getUri()));
    }

    @Override
    public @Nullable String header(String name) {
        return request.headers().get(name);
    }

    @Override
    public Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : request.headers().entries()) {
            headers.computeIfAbsent(header.getKey(), name -> new ArrayList<>()).add(header.getValue());
        }
        return headers;
    }

    @Override
    public void setHeader(String name, String value) {
        request.headers().set(name, value);
    }

    @Override
    public void removeHeader(String name) {
        request.headers().remove(name);
    }

    @Override
    public byte[] body(long limit) throws IOException {
        if (isStreamed()) {
            throw new BodyNotReadableException("AsyncHttpClient streams it; give it as bytes or text");
        }
        if (!(request instanceof FullHttpRequest)) {
            return new byte[0];
        }
        ByteBuf content = ((FullHttpRequest) request).content();
        BoundedBuffer.check(content.readableBytes(), limit);
        byte[] bytes = new byte[content.readableBytes()];
        content.getBytes(content.readerIndex(), bytes);
        return bytes;
    }
}
