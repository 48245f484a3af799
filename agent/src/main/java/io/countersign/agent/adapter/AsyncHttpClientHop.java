package io.countersign.agent.adapter;

import io.countersign.agent.hop.Hops;
import io.countersign.request.BodyNotReadableException;
import io.countersign.request.RequestTarget;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.asynchttpclient.netty.NettyResponseFuture;
import org.asynchttpclient.netty.request.NettyRequestSender;
import org.asynchttpclient.uri.Uri;
import org.jspecify.annotations.Nullable;

/**
 * What AsyncHttpClient writes to a connection: its head is complete. The future stands for all hops of a call; each has a
 * request of its own.
 */
@SuppressWarnings("deprecation") // Netty 4.0, of the first versions, has no other names
final class AsyncHttpClientHop implements AsyncHttpClientCall {

    private final NettyRequestSender sender;
    private final NettyResponseFuture<?> future;
    private final Channel channel;
    private final HttpRequest request;

    AsyncHttpClientHop(NettyRequestSender sender, NettyResponseFuture<?> future, Channel channel) {
        this.sender = sender;
        this.future = future;
        this.channel = channel;
        this.request = future.getNettyRequest().getHttpRequest();
    }

    @Override
    public String host() {
        return future.getUri().getHost();
    }

    @Override
    public boolean isConnect() {
        return HttpMethod.CONNECT.equals(request.getMethod());
    }

    @Override
    public boolean isStreamed() {
        return future.getNettyRequest().getBody() != null && !(request instanceof FullHttpRequest);
    }

    @Override
    public void execute(Runnable next) {
        channel.eventLoop().execute(next);
    }

    @Override
    public void write() {
        if (!future.isDone()) {
            sender.writeRequest(future, channel);
        }
    }

    @Override
    public void abort(IOException cause) {
        sender.abort(channel, future, cause);
    }

    @Override
    public void expectAnswer(Hops hops) {
        AsyncHttpClientAnswer.expect(hops, sender, future, channel, !isStreamed());
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
