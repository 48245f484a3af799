package io.countersign.agent.adapter;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What a library has written of a request that must not go out yet. */
@SuppressWarnings("FutureReturnValueIgnored") // each write has a promise, and who made it is told
final class NettyWrites {

    private final Deque<Write> held = new ArrayDeque<>();
    private boolean flushed;

    void add(Object message, ChannelPromise promise) {
        held.add(new Write(message, promise));
    }

    /**
     * Tells the library that what it wrote is gone, as it may write the rest of the body only then; the bytes are in our
     * hands.
     */
    void settle() {
        for (Write write : held) {
            write.settle();
        }
    }

    void flush() {
        flushed = true;
    }

    /** @param head in place of the application's; null to send that */
    void sendTo(ChannelHandlerContext ctx, @Nullable HttpRequest head) {
        for (Write write = held.poll(); write != null; write = held.poll()) {
            ChannelPromise promise = write.promise == null ? ctx.newPromise() : write.promise;
            if (head != null && write.message instanceof HttpRequest) {
                send(ctx, write.message, head, promise);
            } else {
                ctx.write(write.message, promise);
            }
        }
        if (flushed) {
            flushed = false;
            ctx.flush();
        }
    }

    /** Drops it all. */
    void fail(Throwable cause) {
        for (Write write = held.poll(); write != null; write = held.poll()) {
            ReferenceCountUtil.release(write.message);
            if (write.promise != null) {
                write.promise.tryFailure(cause);
            }
        }
    }

    /** A head that can be changed without the library's seeing it. */
    static HttpRequest copy(HttpRequest request) {
        return new DefaultHttpRequest(
                request.protocolVersion(),
                request.method(),
                request.uri(),
                new DefaultHttpHeaders(false).add(request.headers()));
    }

    /** With all of its body. */
    static HttpRequest whole(HttpRequest head, ByteBuf body) {
        return new DefaultFullHttpRequest(
                head.protocolVersion(), head.method(), head.uri(), body, head.headers(), new DefaultHttpHeaders(false));
    }

    /** Libraries write the head alone, with the first part of the body, or with all of it. */
    private static void send(ChannelHandlerContext ctx, Object message, HttpRequest head, ChannelPromise promise) {
        if (message instanceof LastHttpContent) {
            LastHttpContent last = (LastHttpContent) message;
            DefaultFullHttpRequest whole = new DefaultFullHttpRequest(
                    head.protocolVersion(),
                    head.method(),
                    head.uri(),
                    last.content(),
                    head.headers(),
                    last.trailingHeaders());
            ctx.write(whole, promise);
        } else if (message instanceof HttpContent) {
            ctx.write(head);
            ctx.write(new DefaultHttpContent(((HttpContent) message).content()), promise);
        } else {
            ctx.write(head, promise);
        }
    }

    /** One message and who waits for it; nobody does any more once it is settled. */
    private static final class Write {

        private final Object message;
        private @Nullable ChannelPromise promise;

        Write(Object message, ChannelPromise promise) {
            this.message = message;
            this.promise = promise;
        }

        void settle() {
            if (promise != null) {
                promise.trySuccess();
                promise = null;
            }
        }
    }
}
