package io.countersign.agent.adapter;

import io.netty.channel.ChannelHandlerContext;

/** How a library learns that a request is not sent. */
interface NettyFailure {

    /** Ends the request with that cause, which the application is shown; the connection is closed afterwards. */
    void tell(ChannelHandlerContext ctx, Throwable cause);
}
