package io.countersign.agent.adapter;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;

/** What a library writes of a body, copied as it passes; more than the limit is not kept. */
final class NettyBody {

    private final BoundedBuffer bytes;
    private boolean ended;
    private boolean lost;

    NettyBody(long limit) {
        bytes = new BoundedBuffer(limit);
    }

    /** One more message behind the head, or the head itself if it brings some. */
    void add(Object message) {
        if (ended) {
            return;
        }
        if (message instanceof ByteBufHolder) {
            append(((ByteBufHolder) message).content());
        } else if (message instanceof ByteBuf) {
            append((ByteBuf) message);
        } else {
            lost |= !(message instanceof HttpRequest);
        }
        if (message instanceof LastHttpContent) {
            ended = true;
            lost |= !((LastHttpContent) message).trailingHeaders().isEmpty();
        }
    }

    /** Whether nothing more will come. */
    boolean isEnded() {
        return ended;
    }

    /** Whether all that came so far is here, and more will. */
    boolean isGrowing() {
        return !ended && !lost;
    }

    /** Whether it can be signed, or sent again. */
    boolean isWhole() {
        return ended && !lost;
    }

    /** Of a body that is whole. */
    byte[] bytes() {
        return bytes.toByteArray();
    }

    private void append(ByteBuf more) {
        int length = more.readableBytes();
        if (lost || !bytes.fits(length)) {
            lost = true;
            return;
        }
        byte[] copy = new byte[length];
        more.getBytes(more.readerIndex(), copy);
        bytes.append(copy, 0, length);
    }
}
