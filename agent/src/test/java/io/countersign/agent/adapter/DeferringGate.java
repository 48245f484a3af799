package io.countersign.agent.adapter;

import io.countersign.agent.hop.BodyNeed;
import io.countersign.agent.hop.Gate;
import io.countersign.request.Authorization;
import io.countersign.request.HopResponse;
import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestTarget;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Numbers its tokens, and keeps what may wait. */
final class DeferringGate implements Gate {
    private static final int LIMIT = 8;

    final Deque<Runnable> deferred = new ArrayDeque<>();
    boolean ready;
    boolean signs;
    boolean refuses;
    boolean isBroken;
    private int tokens;
    int renewals;
    int reported;

    @Override
    public boolean covers(String host) {
        return true;
    }

    @Override
    public BodyNeed bodyNeed(RequestTarget target, String method) {
        return BodyNeed.of(signs, false, LIMIT);
    }

    @Override
    public boolean signsBodies() {
        return signs;
    }

    @Override
    public boolean isReady(RequestTarget target, String method) {
        return ready;
    }

    @Override
    public void defer(Runnable work) {
        deferred.add(work);
    }

    @Override
    public void report(String where, Throwable defect) {
        reported++;
    }

    @Override
    public Authorization authorize(OutboundRequest hop) throws IOException {
        if (refuses) {
            throw new IOException("refused");
        }
        String body = signs ? " for " + new String(hop.body(LIMIT), StandardCharsets.UTF_8) : "";
        hop.setHeader("Authorization", "token " + ++tokens + body);
        if (isBroken) {
            throw new IllegalStateException("a defect");
        }
        return new Authorization() {
            @Override
            public boolean renew(HopResponse refusal) {
                renewals++;
                if (isBroken) {
                    throw new IllegalStateException("a defect");
                }
                return true;
            }

            @Override
            public boolean isRefusedBy(HopResponse answer) {
                return answer.status() == HttpResponseStatus.UNAUTHORIZED.code();
            }
        };
    }
}
