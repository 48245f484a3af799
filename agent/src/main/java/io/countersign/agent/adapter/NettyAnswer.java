package io.countersign.agent.adapter;

import io.countersign.request.HopResponse;
import io.netty.handler.codec.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** What a codec of Netty's read. */
final class NettyAnswer implements HopResponse {

    private final HttpResponse response;

    NettyAnswer(HttpResponse response) {
        this.response = response;
    }

    @Override
    public int status() {
        return response.status().code();
    }

    @Override
    public @Nullable String header(String name) {
        return response.headers().get(name);
    }
}
