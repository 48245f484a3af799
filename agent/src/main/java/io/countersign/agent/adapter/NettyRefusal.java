package io.countersign.agent.adapter;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The answer that refused a hop: kept until the second send is answered, as the application gets it if none comes. */
final class NettyRefusal {

    /** More is no refusal to throw away. */
    private static final int LONGEST = 64 * 1024;

    private final Deque<Object> messages = new ArrayDeque<>();
    private int size;
    private boolean ended;

    void add(Object message) {
        messages.add(message);
        size += size(message);
        ended |= message instanceof LastHttpContent;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    boolean isEnded() {
        return ended;
    }

    boolean isTooLong() {
        return size > LONGEST;
    }

    /** The next one, which is the caller's; null if there is none. */
    @Nullable
    Object next() {
        return messages.poll();
    }

    void release() {
        for (Object message = next(); message != null; message = next()) {
            ReferenceCountUtil.release(message);
        }
    }

    private static int size(Object message) {
        if (message instanceof ByteBufHolder) {
            return ((ByteBufHolder) message).content().readableBytes();
        }
        return message instanceof ByteBuf ? ((ByteBuf) message).readableBytes() : 0;
    }
}
