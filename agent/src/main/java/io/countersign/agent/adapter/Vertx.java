package io.countersign.agent.adapter;

import io.countersign.agent.hop.Adapter;
import io.countersign.agent.hop.Call;
import io.countersign.agent.hop.Hops;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.vertx.core.net.SocketAddress;
import java.lang.reflect.Field;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Vert.x from 3.9 on, HTTP/1.1: below its redirects, each hop begins where its connection makes a request of Netty's. The
 * host is the one that the connection was made to, whatever host the application names in the request.
 */
public final class Vertx implements Adapter {

    private final Hops hops;
    private volatile @Nullable Members members;

    /** Made by reflection. */
    public Vertx(Hops hops) {
        this.hops = hops;
    }

    @Override
    public @Nullable Object at(String point, Call call) {
        HttpRequest request = (HttpRequest) Objects.requireNonNull(call.result());
        Members known = members(call.owner());
        NettyAddress address = known.address(call.self(), request.uri());
        if (address != null && hops.concern(request, address.host())) {
            NettyPipeline pipeline =
                    new NettyPipeline(known.channel(call.self()).channel());
            NettyReplay replay = NettyReplay.UNWATCHED;
            if (!known.pipelines(call.self())) {
                pipeline.clear();
                replay = NettyReplay.SAME_CONNECTION;
            }
            pipeline.add(new NettyExchange(hops, address, ChannelHandlerContext::fireExceptionCaught, replay));
        }
        return request;
    }

    private Members members(Class<?> connection) {
        Members known = members;
        if (known == null) {
            known = new Members(connection);
            members = known;
        }
        return known;
    }

    /** What a connection knows of itself. */
    private static final class Members {

        private final Field secure;
        private final Field server;
        private final Field channel;
        private final @Nullable Field options;

        Members(Class<?> connection) {
            secure = Member.field(connection, "ssl");
            server = Member.field(connection, "server");
            channel = inherited(connection, "chctx");
            Field known = Member.fieldIfAny(connection, "options");
            options = known != null ? known : Member.fieldIfAny(connection, "config");
        }

        ChannelHandlerContext channel(Object connection) {
            return (ChannelHandlerContext) Objects.requireNonNull(Member.get(channel, connection));
        }

        /** A proxy without a tunnel is told the whole URL. */
        @Nullable
        NettyAddress address(Object connection, String uri) {
            if (!uri.startsWith("/") && uri.contains("://")) {
                return NettyAddress.of(uri);
            }
            SocketAddress address = (SocketAddress) Objects.requireNonNull(Member.get(server, connection));
            String host = address.host();
            return host == null
                    ? null
                    : NettyAddress.of(Boolean.TRUE.equals(Member.get(secure, connection)), host, address.port());
        }

        boolean pipelines(Object connection) {
            Object set = options == null ? null : Member.get(options, connection);
            return set == null || Boolean.TRUE.equals(Member.call(Member.method(set.getClass(), "isPipelining"), set));
        }

        private static Field inherited(Class<?> type, String name) {
            Class<?> declaring = type;
            while (declaring != null && Member.fieldIfAny(declaring, name) == null) {
                declaring = declaring.getSuperclass();
            }
            return Member.field(declaring == null ? type : declaring, name);
        }
    }
}
