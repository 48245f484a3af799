package io.countersign.agent.adapter;

import io.countersign.agent.hop.Adapter;
import io.countersign.agent.hop.Call;
import io.countersign.agent.hop.Hops;
import io.netty.channel.Channel;
import org.asynchttpclient.netty.NettyResponseFuture;
import org.asynchttpclient.netty.request.NettyRequestSender;
import org.jspecify.annotations.Nullable;

/** AsyncHttpClient 2 and 3. */
public final class AsyncHttpClient implements Adapter {

    private final AsyncHttpClientSend send;

    /** Made by reflection. */
    public AsyncHttpClient(Hops hops) {
        this.send = new AsyncHttpClientSend(hops);
    }

    @Override
    public @Nullable Object at(String point, Call call) {
        NettyResponseFuture<?> future = (NettyResponseFuture<?>) call.arguments()[0];
        Channel channel = (Channel) call.arguments()[1];
        if (channel != null
                && !future.isHeadersAlreadyWrittenOnContinue()
                && !send.mayBeWritten(new AsyncHttpClientHop((NettyRequestSender) call.self(), future, channel))) {
            call.arguments()[1] = null;
        }
        return null;
    }
}
