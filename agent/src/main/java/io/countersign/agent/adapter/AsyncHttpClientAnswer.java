package io.countersign.agent.adapter;

import io.countersign.agent.hop.Deferral;
import io.countersign.agent.hop.Hops;
import io.countersign.request.HopResponse;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import org.asynchttpclient.netty.NettyResponseFuture;
import org.asynchttpclient.netty.channel.Channels;
import org.asynchttpclient.netty.request.NettyRequestSender;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the head of the answer to one hop before the client does. A refusal is held, with all that follows it, while
 * other credentials are looked for elsewhere; then the client sends the call again by its own means, or goes on reading
 * as if nothing had happened. Used by the thread of its connection only.
 */
final class AsyncHttpClientAnswer extends ChannelInboundHandlerAdapter {

    private static final String NAME = "countersign";

    /** What the client calls the handler that takes answers in HTTP/1.1. */
    private static final String CLIENT = "ahc-http";

    private static final int FIRST_FINAL_STATUS = 200;

    private final Hops hops;
    private final Deferral deferral;
    private final NettyRequestSender sender;
    private final NettyResponseFuture<?> future;
    private final boolean repeatable;
    private final Queue<Object> held = new ArrayDeque<>();
    private boolean closed;

    private AsyncHttpClientAnswer(
            Hops hops, NettyRequestSender sender, NettyResponseFuture<?> future, boolean repeatable) {
        this.hops = hops;
        this.deferral = new Deferral(hops, "AsyncHttpClient");
        this.sender = sender;
        this.future = future;
        this.repeatable = repeatable;
    }

    /** Has the answer to a hop looked at; a connection has one hop at a time. */
    static void expect(
            Hops hops, NettyRequestSender sender, NettyResponseFuture<?> future, Channel channel, boolean repeatable) {
        if (channel.pipeline().get(NAME) != null) {
            channel.pipeline().remove(NAME);
        }
        if (channel.pipeline().get(CLIENT) != null) {
            channel.pipeline().addBefore(CLIENT, NAME, new AsyncHttpClientAnswer(hops, sender, future, repeatable));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!held.isEmpty()) {
            held.add(message);
        } else if (message instanceof HttpResponse && isFinal((HttpResponse) message)) {
            read(context, (HttpResponse) message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (held.isEmpty()) {
            context.fireChannelInactive();
        } else {
            closed = true;
        }
    }

    private void read(ChannelHandlerContext context, HttpResponse response) {
        Answer answer = new Answer(response);
        boolean refused = hops.isRefused(future, answer);
        if (refused && repeatable) {
            held.add(response);
            context.channel().config().setAutoRead(false);
            deferral.renew(future, answer, context.executor(), again -> goOn(context, answer, again));
            return;
        }
        if (refused) {
            deferral.learn(future, answer);
        } else {
            hops.answered(future, answer);
        }
        context.pipeline().remove(this);
        context.fireChannelRead(response);
    }

    private void goOn(ChannelHandlerContext context, Answer answer, boolean again) {
        if (!context.isRemoved()) {
            context.pipeline().remove(this);
        }
        if (again && !future.isDone()) {
            sendAgain(context, answer);
        } else {
            passOn(context);
        }
    }

    /** As the client answers a challenge: through the same connection if that stays open. */
    private void sendAgain(ChannelHandlerContext context, Answer answer) {
        if (!closed && answer.keepsConnection()) {
            held.remove();
            future.setReuseChannel(true);
            sender.drainChannelAndExecuteNextRequest(context.channel(), future, future.getCurrentRequest());
            passOn(context);
        } else {
            held.forEach(ReferenceCountUtil::release);
            Channels.setDiscard(context.channel());
            Channels.silentlyCloseChannel(context.channel());
            sender.sendNextRequest(future.getCurrentRequest(), future);
        }
    }

    private void passOn(ChannelHandlerContext context) {
        for (Object message = held.poll(); message != null; message = held.poll()) {
            context.fireChannelRead(message);
        }
        context.fireChannelReadComplete();
        if (closed) {
            context.fireChannelInactive();
        } else {
            context.channel().config().setAutoRead(true);
        }
    }

    private static boolean isFinal(HttpResponse response) {
        return new Answer(response).status() >= FIRST_FINAL_STATUS;
    }

    /** What the connection received. */
    @SuppressWarnings("deprecation") // Netty 4.0 has no other names
    private static final class Answer implements HopResponse {

        private final HttpResponse response;

        Answer(HttpResponse response) {
            this.response = response;
        }

        @Override
        public int status() {
            return response.getStatus().code();
        }

        @Override
        public @Nullable String header(String name) {
            return response.headers().get(name);
        }

        /** Whether the client would use the connection again. */
        boolean keepsConnection() {
            String connection = header("Connection");
            return response.getProtocolVersion().minorVersion() > 0
                    && (connection == null || !connection.equalsIgnoreCase("close"))
                    && header("Transfer-Encoding") == null;
        }
    }
}
