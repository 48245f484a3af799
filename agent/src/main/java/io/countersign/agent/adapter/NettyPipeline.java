package io.countersign.agent.adapter;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpClientCodec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where in a channel's pipeline requests and responses are objects, and nothing else lies between them and the wire. */
final class NettyPipeline {

    /** Of HTTP/2 and HTTP/3, where each stream is a channel. */
    private static final String STREAM_CODEC = "FrameToHttpObjectCodec";

    private final ChannelPipeline pipeline;

    NettyPipeline(Channel channel) {
        this.pipeline = channel.pipeline();
    }

    /** Whether one request follows the other, so that a second one can be sent. */
    boolean isHttp1() {
        return pipeline.context(HttpClientCodec.class) != null;
    }

    /** Behind those of requests that are not answered yet, so that none sees the requests of another. */
    void add(NettyExchange exchange) {
        String codec = null;
        for (Map.Entry<String, ChannelHandler> entry : pipeline) {
            ChannelHandler handler = entry.getValue();
            if (handler instanceof NettyExchange || isCodec(handler)) {
                codec = entry.getKey();
            }
        }
        if (codec == null) {
            throw new IllegalStateException("no codec of HTTP in " + pipeline);
        }
        pipeline.addAfter(codec, null, exchange);
    }

    /** What is left of an exchange that ended before its answer did. */
    void clear() {
        ChannelHandlerContext left = pipeline.context(NettyExchange.class);
        if (left != null) {
            pipeline.remove(left.handler());
        }
    }

    private static boolean isCodec(ChannelHandler handler) {
        return handler instanceof HttpClientCodec || isStreamCodec(handler.getClass());
    }

    private static boolean isStreamCodec(@Nullable Class<?> type) {
        return type != null && (type.getName().endsWith(STREAM_CODEC) || isStreamCodec(type.getSuperclass()));
    }
}
