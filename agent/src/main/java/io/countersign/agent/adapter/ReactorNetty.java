package io.countersign.agent.adapter;

import io.countersign.agent.hop.Adapter;
import io.countersign.agent.hop.Call;
import io.countersign.agent.hop.Hops;
import io.netty.channel.Channel;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.netty.channel.ChannelOperations;

/**
 * Reactor Netty, and so Spring's WebClient: below its redirects and retries, each hop begins where its handler is told of
 * the connection that it got.
 */
public final class ReactorNetty implements Adapter {

    private final Hops hops;
    private volatile @Nullable Field endpoint;
    private volatile @Nullable Method url;

    /** Made by reflection. */
    public ReactorNetty(Hops hops) {
        this.hops = hops;
    }

    @Override
    public @Nullable Object at(String point, Call call) {
        ChannelOperations<?, ?> operations = call.argument(ChannelOperations.class);
        NettyAddress address = NettyAddress.of(url(call));
        if (address != null && hops.concern(operations, address.host())) {
            Channel channel = operations.channel();
            NettyPipeline pipeline = new NettyPipeline(channel);
            pipeline.clear();
            NettyReplay replay = pipeline.isHttp1() ? NettyReplay.SAME_CONNECTION : NettyReplay.NEVER;
            pipeline.add(new NettyExchange(
                    hops,
                    address,
                    (ctx, cause) -> operations.listener().onUncaughtException(operations, cause),
                    replay));
        }
        return null;
    }

    private String url(Call call) {
        Field known = endpoint;
        if (known == null) {
            known = Member.field(call.owner(), "toURI");
            endpoint = known;
        }
        Object target = Objects.requireNonNull(Member.get(known, call.self()));
        Method form = url;
        if (form == null) {
            form = Member.method(target.getClass(), "toExternalForm");
            url = form;
        }
        return (String) Objects.requireNonNull(Member.call(form, target));
    }
}
