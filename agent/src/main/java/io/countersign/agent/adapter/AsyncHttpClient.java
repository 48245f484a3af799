package io.countersign.agent.adapter;

import io.countersign.agent.hop.Adapter;
import io.countersign.agent.hop.BodyNeed;
import io.countersign.agent.hop.Call;
import io.countersign.agent.hop.Hops;
import io.countersign.agent.hop.Refusal;
import io.netty.channel.Channel;
import java.io.IOException;
import org.asynchttpclient.netty.NettyResponseFuture;
import org.asynchttpclient.netty.request.NettyRequestSender;
import org.jspecify.annotations.Nullable;

/**
 * AsyncHttpClient 2 and 3: each hop is written to its connection by one method, in a thread of the application or of the
 * event loop. Neither waits: without a connection, that method does nothing, and is called again when credentials are at
 * hand. The answer is looked at in the connection itself, before the client sees it.
 */
public final class AsyncHttpClient implements Adapter {

    /** The call that goes on with a hop which is authorized already. */
    private static final ThreadLocal<@Nullable NettyResponseFuture<?>> GOING_ON = new ThreadLocal<>();

    private final Hops hops;

    /** Made by reflection. */
    public AsyncHttpClient(Hops hops) {
        this.hops = hops;
    }

    @Override
    public @Nullable Object at(String point, Call call) throws Exception {
        NettyResponseFuture<?> future = (NettyResponseFuture<?>) call.arguments()[0];
        Channel channel = (Channel) call.arguments()[1];
        NettyRequestSender sender = (NettyRequestSender) call.self();
        if (channel != null && GOING_ON.get() != future && !future.isHeadersAlreadyWrittenOnContinue()) {
            AsyncHttpClientHop hop = new AsyncHttpClientHop(future);
            if (hops.concern(future, hop.host()) && !hop.isConnect() && !mayBeWritten(hop, sender, future, channel)) {
                call.arguments()[1] = null;
            }
        }
        return null;
    }

    /** Else it is written later, or never. */
    private boolean mayBeWritten(
            AsyncHttpClientHop hop, NettyRequestSender sender, NettyResponseFuture<?> future, Channel channel) {
        BodyNeed need = hops.bodyNeed(hop.target(), hop.method());
        if (hops.isReady(hop) && !(need.isSigned() && hop.isStreamed())) {
            return authorize(hop, sender, future, channel);
        }
        hops.defer(() -> {
            boolean authorized = true;
            try {
                authorized = authorize(hop, sender, future, channel);
            } catch (RuntimeException | Error defect) {
                hops.report("AsyncHttpClient", defect);
            }
            if (authorized) {
                channel.eventLoop().execute(() -> write(sender, future, channel));
            }
        });
        return false;
    }

    /** Says whether it goes out; if not, the application has been told why. */
    private boolean authorize(
            AsyncHttpClientHop hop, NettyRequestSender sender, NettyResponseFuture<?> future, Channel channel) {
        try {
            hops.authorize(hop);
        } catch (IOException e) {
            IOException failure = e instanceof Refusal ? ((Refusal) e).asFailure() : e;
            sender.abort(channel, future, failure);
            return false;
        }
        if (hops.concern(future, null)) {
            AsyncHttpClientAnswer.expect(hops, sender, future, channel, !hop.isStreamed());
        }
        return true;
    }

    private void write(NettyRequestSender sender, NettyResponseFuture<?> future, Channel channel) {
        if (future.isDone()) {
            return;
        }
        GOING_ON.set(future);
        try {
            sender.writeRequest(future, channel);
        } finally {
            GOING_ON.remove();
        }
    }
}
