package io.countersign.agent.adapter;

import io.countersign.agent.hop.Hops;
import io.countersign.agent.hop.Refusal;
import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Has hops authorized without holding up an event loop: what may wait does so elsewhere, and the loop goes on from there. */
final class NettyAuthorizer {

    private final Hops hops;

    NettyAuthorizer(Hops hops) {
        this.hops = hops;
    }

    /** @param then gets what went wrong, on the event loop: at once where credentials are at hand */
    void authorize(ChannelHandlerContext ctx, NettyHop hop, Consumer<@Nullable Throwable> then) {
        if (!hop.opensWebSocket() && hops.isReady(hop)) {
            then.accept(attempt(hop));
            return;
        }
        hops.defer(() -> {
            Throwable outcome = attempt(hop);
            backOn(ctx, () -> then.accept(outcome));
        });
    }

    /** @param then is told, on the event loop and later, whether to send the hop again */
    void renew(ChannelHandlerContext ctx, NettyHop hop, NettyAnswer refusal, Consumer<Boolean> then) {
        hops.defer(() -> {
            boolean worth = hops.resend(hop.identity(), refusal);
            backOn(ctx, () -> then.accept(worth));
        });
    }

    /** For the next hop: this one is not sent again. */
    void learn(NettyHop hop, NettyAnswer refusal) {
        hops.defer(() -> hops.learn(hop.identity(), refusal));
    }

    private @Nullable Throwable attempt(NettyHop hop) {
        try {
            hops.authorize(hop);
            return null;
        } catch (Refusal refused) {
            return refused.asFailure();
        } catch (IOException | RuntimeException | Error e) {
            return e;
        }
    }

    /** An event loop that has ended has closed its channels. */
    private static void backOn(ChannelHandlerContext ctx, Runnable next) {
        try {
            ctx.executor().execute(next);
        } catch (RejectedExecutionException ended) {
            return;
        }
    }
}
