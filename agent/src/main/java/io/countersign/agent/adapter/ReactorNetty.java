package io.countersign.agent.adapter;

import io.countersign.agent.hop.Adapter;
import io.countersign.agent.hop.Call;
import io.countersign.agent.hop.Hops;
import java.lang.reflect.Field;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.netty.channel.ChannelOperations;

/**
 * Reactor Netty, and so Spring's WebClient: below its redirects and retries, each hop begins where its handler is told of
 * the connection that it got.
 */
public final class ReactorNetty implements Adapter {

    private final Hops hops;
    private volatile @Nullable Endpoint endpoint;

    /** Made by reflection. */
    public ReactorNetty(Hops hops) {
        this.hops = hops;
    }

    @Override
    public @Nullable Object at(String point, Call call) {
        ChannelOperations<?, ?> operations = call.argument(ChannelOperations.class);
        Endpoint known = endpoint(call.owner());
        Object target = known.of(call.self());
        if (hops.concern(operations, known.host(target))) {
            NettyPipeline pipeline = new NettyPipeline(operations.channel());
            pipeline.clear();
            NettyReplay replay = pipeline.isHttp1() ? NettyReplay.SAME_CONNECTION : NettyReplay.NEVER;
            pipeline.add(new NettyExchange(
                    hops,
                    known.address(target),
                    (ctx, cause) -> operations.listener().onUncaughtException(operations, cause),
                    replay));
        }
        return null;
    }

    private Endpoint endpoint(Class<?> handler) {
        Endpoint known = endpoint;
        if (known == null) {
            known = new Endpoint(handler);
            endpoint = known;
        }
        return known;
    }

    /** Where a handler's hop goes, which is the next one after a redirect. */
    private static final class Endpoint {

        private final Field target;
        private final Field scheme;
        private final Field host;
        private final Field port;

        Endpoint(Class<?> handler) {
            target = Member.field(handler, "toURI");
            scheme = Member.field(target.getType(), "scheme");
            host = Member.field(target.getType(), "host");
            port = Member.field(target.getType(), "port");
        }

        Object of(Object handler) {
            return Objects.requireNonNull(Member.get(target, handler));
        }

        String host(Object endpoint) {
            return (String) Objects.requireNonNull(Member.get(host, endpoint));
        }

        NettyAddress address(Object endpoint) {
            String name = (String) Objects.requireNonNull(Member.get(scheme, endpoint));
            Integer number = (Integer) Objects.requireNonNull(Member.get(port, endpoint));
            return NettyAddress.of(NettyAddress.isSecure(name), host(endpoint), number);
        }
    }
}
