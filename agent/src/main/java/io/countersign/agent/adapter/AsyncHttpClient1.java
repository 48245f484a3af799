package io.countersign.agent.adapter;

import com.ning.http.client.providers.netty.future.NettyResponseFuture;
import com.ning.http.client.providers.netty.request.NettyRequestSender;
import io.countersign.agent.hop.Adapter;
import io.countersign.agent.hop.Call;
import io.countersign.agent.hop.Hops;
import org.jboss.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** AsyncHttpClient 1.9 with Netty 3, of other packages than its successors. */
public final class AsyncHttpClient1 implements Adapter {

    private final AsyncHttpClientSend send;

    /** Made by reflection. */
    public AsyncHttpClient1(Hops hops) {
        this.send = new AsyncHttpClientSend(hops);
    }

    @Override
    public @Nullable Object at(String point, Call call) {
        NettyResponseFuture<?> future = (NettyResponseFuture<?>) call.arguments()[0];
        Channel channel = (Channel) call.arguments()[1];
        if (channel != null
                && !future.isHeadersAlreadyWrittenOnContinue()
                && !send.mayBeWritten(new AsyncHttpClient1Hop((NettyRequestSender) call.self(), future, channel))) {
            call.arguments()[1] = null;
        }
        return null;
    }
}
