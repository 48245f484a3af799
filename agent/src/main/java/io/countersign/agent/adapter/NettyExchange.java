package io.countersign.agent.adapter;

import io.countersign.agent.hop.BodyNeed;
import io.countersign.agent.hop.Deferral;
import io.countersign.agent.hop.Hops;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * One hop on a channel of Netty's, beside the codec: below whatever the library and the application have in the pipeline. It
 * holds the request until it is authorized, without holding up the event loop, and a refusal until it is known whether
 * the request is worth sending again, which it is on the same connection. It leaves when the exchange is over.
 */
@SuppressWarnings("FutureReturnValueIgnored") // each write has a promise, and who made it is told
final class NettyExchange extends ChannelDuplexHandler {

    /** How far the exchange is. */
    private enum Phase {
        /** The head has not been written yet. */
        AWAITED,
        /** The body is collected, to be signed. */
        COLLECTED,
        /** It is being authorized. */
        ASKED,
        /** The request is on its way. */
        SENT,
        /** It was refused, and other credentials are looked for. */
        JUDGED,
        /** It will be sent again when the whole refusal is here. */
        DRAINED,
        /** All passes. */
        DONE
    }

    private static final String WHERE = "an exchange on a channel of Netty";

    private final Hops hops;
    private final Deferral deferral;
    private final NettyAddress address;
    private final NettyFailure failure;
    private final NettyReplay replay;
    private final NettyWrites held = new NettyWrites();
    private final NettyRefusal refusal = new NettyRefusal();

    private Phase phase = Phase.AWAITED;
    private boolean again;
    private BodyNeed need = BodyNeed.NONE;
    private NettyBody body = new NettyBody(0);
    private @Nullable NettyHop hop;

    NettyExchange(Hops hops, NettyAddress address, NettyFailure failure, NettyReplay replay) {
        this.hops = hops;
        this.deferral = new Deferral(hops, WHERE);
        this.address = address;
        this.failure = failure;
        this.replay = replay;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (phase == Phase.AWAITED && message instanceof HttpRequest) {
            begin((HttpRequest) message);
        }
        if (phase != Phase.DONE && !again) {
            body.add(message);
        }
        if (phase == Phase.COLLECTED || phase == Phase.ASKED) {
            held.add(message, promise);
            collected(ctx);
        } else {
            ctx.write(message, promise);
            leaveUnwatched(ctx);
        }
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        if (phase == Phase.COLLECTED || phase == Phase.ASKED) {
            held.flush();
        } else {
            ctx.flush();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (phase == Phase.SENT && message instanceof HttpResponse && !isInterim((HttpResponse) message)) {
            answered(ctx, (HttpResponse) message);
        } else if (phase == Phase.JUDGED || phase == Phase.DRAINED) {
            refusal.add(message);
            drained(ctx);
        } else {
            pass(ctx, message);
        }
    }

    /** Nobody else asks for the rest of a refusal, or for the second answer. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (phase == Phase.DRAINED || (again && phase == Phase.SENT)) {
            ctx.read();
        } else if (phase != Phase.JUDGED) {
            ctx.fireChannelReadComplete();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end(ctx);
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        end(ctx);
    }

    private void begin(HttpRequest request) {
        try {
            NettyHop begun = new NettyHop(NettyWrites.copy(request), address);
            need = hops.bodyNeed(begun.target(), begun.method());
            body = new NettyBody(need.limit());
            hop = begun;
            phase = HttpMethod.CONNECT.equals(request.method()) ? Phase.DONE : Phase.COLLECTED;
        } catch (RuntimeException defect) {
            hops.report(WHERE, defect);
            phase = Phase.DONE;
        }
    }

    /** A library that waits for the server's word before it sends a body is not made to send it. */
    private void collected(ChannelHandlerContext ctx) {
        NettyHop begun = hop;
        if (begun == null || phase == Phase.ASKED) {
            return;
        }
        if (need.isSigned() && body.isGrowing() && !begun.asksFirst()) {
            held.settle();
            return;
        }
        if (body.isWhole()) {
            begun.read(body.bytes());
        }
        authorize(ctx, begun);
    }

    private void authorize(ChannelHandlerContext ctx, NettyHop asked) {
        phase = Phase.ASKED;
        if (hops.isReady(asked)) {
            authorized(ctx, asked, deferral.attempt(asked));
        } else {
            deferral.authorize(asked, ctx.executor(), outcome -> authorized(ctx, asked, outcome));
        }
    }

    private void authorized(ChannelHandlerContext ctx, NettyHop asked, @Nullable Throwable outcome) {
        if (phase != Phase.ASKED) {
            return;
        }
        if (outcome != null && again) {
            giveRefusal(ctx);
        } else if (outcome instanceof IOException) {
            refuse(ctx, outcome);
        } else {
            phase = Phase.SENT;
            held.sendTo(ctx, outcome == null ? asked.identity() : null);
            if (again) {
                ctx.read();
            }
            leaveUnwatched(ctx);
        }
    }

    /** Libraries do not look at the promise of each write, so they are told first; nobody is told twice. */
    private void refuse(ChannelHandlerContext ctx, Throwable cause) {
        phase = Phase.DONE;
        failure.tell(ctx, cause);
        held.fail(cause);
        leave(ctx);
        ctx.close();
    }

    private void answered(ChannelHandlerContext ctx, HttpResponse response) {
        refusal.release();
        phase = Phase.DONE;
        NettyHop sent = hop;
        NettyAnswer answer = new NettyAnswer(response);
        if (sent == null || HttpResponseStatus.SWITCHING_PROTOCOLS.equals(response.status())) {
            leave(ctx);
        } else if (again) {
            hops.resend(sent.identity(), answer);
        } else if (hops.isRefused(sent.identity(), answer)) {
            refused(ctx, sent, answer, isRepeatable(sent, response));
        }
        if (phase == Phase.JUDGED) {
            refusal.add(response);
        } else {
            pass(ctx, response);
        }
    }

    private boolean isRepeatable(NettyHop sent, HttpResponse response) {
        return replay == NettyReplay.SAME_CONNECTION
                && body.isWhole()
                && HttpUtil.isKeepAlive(response)
                && HttpUtil.isKeepAlive(sent.identity())
                && !sent.asksFirst();
    }

    /** What cannot be sent again is learned from nevertheless, for those that follow. */
    private void refused(ChannelHandlerContext ctx, NettyHop sent, NettyAnswer answer, boolean repeatable) {
        if (repeatable) {
            phase = Phase.JUDGED;
            deferral.renew(sent.identity(), answer, ctx.executor(), worth -> judged(ctx, worth));
        } else {
            deferral.learn(sent.identity(), answer);
        }
    }

    private void judged(ChannelHandlerContext ctx, boolean worth) {
        if (phase != Phase.JUDGED) {
            return;
        }
        if (!worth) {
            giveRefusal(ctx);
            return;
        }
        phase = Phase.DRAINED;
        drained(ctx);
        if (phase == Phase.DRAINED) {
            ctx.read();
        }
    }

    private void drained(ChannelHandlerContext ctx) {
        NettyHop sent = hop;
        if (sent == null || refusal.isTooLong()) {
            giveRefusal(ctx);
        } else if (phase == Phase.DRAINED && refusal.isEnded()) {
            again = true;
            held.add(NettyWrites.whole(sent.identity(), Unpooled.wrappedBuffer(body.bytes())), ctx.newPromise());
            held.flush();
            authorize(ctx, sent);
        }
    }

    /** The application sees that it was refused. */
    private void giveRefusal(ChannelHandlerContext ctx) {
        phase = Phase.DONE;
        for (Object message = refusal.next(); message != null; message = refusal.next()) {
            pass(ctx, message);
        }
        ctx.fireChannelReadComplete();
    }

    private void pass(ChannelHandlerContext ctx, Object message) {
        if (phase == Phase.DONE && message instanceof LastHttpContent) {
            leave(ctx);
        }
        ctx.fireChannelRead(message);
    }

    private void leaveUnwatched(ChannelHandlerContext ctx) {
        if (phase == Phase.SENT && replay == NettyReplay.UNWATCHED && body.isEnded()) {
            leave(ctx);
        }
    }

    private void leave(ChannelHandlerContext ctx) {
        phase = Phase.DONE;
        if (!ctx.isRemoved()) {
            ctx.pipeline().remove(this);
        }
    }

    private void end(ChannelHandlerContext ctx) {
        phase = Phase.DONE;
        if (!refusal.isEmpty()) {
            giveRefusal(ctx);
        }
        held.fail(new ClosedChannelException());
    }

    private static boolean isInterim(HttpResponse response) {
        int status = response.status().code();
        return status < HttpResponseStatus.OK.code() && status != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
    }
}
