package io.countersign.agent.adapter;

import com.ning.http.client.providers.netty.channel.Channels;
import com.ning.http.client.providers.netty.future.NettyResponseFuture;
import com.ning.http.client.providers.netty.request.NettyRequestSender;
import io.countersign.agent.hop.Deferral;
import io.countersign.agent.hop.Hops;
import io.countersign.request.HopResponse;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jboss.netty.channel.Channel;
import org.jboss.netty.channel.ChannelEvent;
import org.jboss.netty.channel.ChannelHandlerContext;
import org.jboss.netty.channel.ChannelUpstreamHandler;
import org.jboss.netty.channel.MessageEvent;
import org.jboss.netty.handler.codec.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the head of the answer to one hop before the client does. A refusal is held, with all that follows it, while
 * other credentials are looked for elsewhere; then the client sends the call again through another connection, or goes on
 * as if nothing had happened. Used by the thread of its connection only.
 */
final class AsyncHttpClient1Answer implements ChannelUpstreamHandler {

    private static final String NAME = "countersign";

    /** What the client calls the handler that takes answers. */
    private static final String CLIENT = "httpProcessor";

    private static final int FIRST_FINAL_STATUS = 200;

    private final Hops hops;
    private final Deferral deferral;
    private final NettyRequestSender sender;
    private final NettyResponseFuture<?> future;
    private final boolean repeatable;
    private final Queue<ChannelEvent> held = new ArrayDeque<>();

    private AsyncHttpClient1Answer(
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
        if (channel.getPipeline().get(NAME) != null) {
            channel.getPipeline().remove(NAME);
        }
        if (channel.getPipeline().get(CLIENT) != null) {
            channel.getPipeline().addBefore(CLIENT, NAME, new AsyncHttpClient1Answer(hops, sender, future, repeatable));
        }
    }

    @Override
    public void handleUpstream(ChannelHandlerContext context, ChannelEvent event) {
        Object message = event instanceof MessageEvent ? ((MessageEvent) event).getMessage() : null;
        if (!held.isEmpty()) {
            held.add(event);
        } else if (message instanceof HttpResponse && isFinal((HttpResponse) message)) {
            read(context, event, new Answer((HttpResponse) message));
        } else {
            context.sendUpstream(event);
        }
    }

    private void read(ChannelHandlerContext context, ChannelEvent event, Answer answer) {
        boolean refused = hops.isRefused(future, answer);
        if (refused && repeatable) {
            held.add(event);
            deferral.renew(future, answer, next -> context.getPipeline().execute(next), again -> goOn(context, again));
            return;
        }
        if (refused) {
            deferral.learn(future, answer);
        } else {
            hops.answered(future, answer);
        }
        context.getPipeline().remove(this);
        context.sendUpstream(event);
    }

    private void goOn(ChannelHandlerContext context, boolean again) {
        if (context.getPipeline().get(NAME) == this) {
            context.getPipeline().remove(this);
        }
        if (again && !future.isDone()) {
            sendAgain(context.getChannel());
        } else {
            for (ChannelEvent event = held.poll(); event != null; event = held.poll()) {
                context.sendUpstream(event);
            }
        }
    }

    private void sendAgain(Channel channel) {
        Channels.setDiscard(channel);
        Channels.silentlyCloseChannel(channel);
        try {
            sender.sendNextRequest(future.getRequest(), future);
        } catch (IOException e) {
            sender.abort(channel, future, e);
        }
    }

    private static boolean isFinal(HttpResponse response) {
        return response.getStatus().getCode() >= FIRST_FINAL_STATUS;
    }

    /** What the connection received. */
    private static final class Answer implements HopResponse {

        private final HttpResponse response;

        Answer(HttpResponse response) {
            this.response = response;
        }

        @Override
        public int status() {
            return response.getStatus().getCode();
        }

        @Override
        public @Nullable String header(String name) {
            return response.headers().get(name);
        }
    }
}
