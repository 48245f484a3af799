package io.countersign.agent.adapter;

import io.countersign.agent.hop.BodyNeed;
import io.countersign.agent.hop.Gate;
import io.countersign.request.Authorization;
import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestTarget;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A rule for every host: puts a token on each hop, or signs its body; what is refused is renewed. */
final class TokenGate implements Gate {

    private final BodyNeed need;

    private TokenGate(BodyNeed need) {
        this.need = need;
    }

    static TokenGate tokens(long limit) {
        return new TokenGate(BodyNeed.of(false, false, limit));
    }

    static TokenGate signatures(long limit) {
        return new TokenGate(BodyNeed.of(true, false, limit));
    }

    @Override
    public boolean covers(String host) {
        return true;
    }

    @Override
    public BodyNeed bodyNeed(RequestTarget target, String method) {
        return need;
    }

    @Override
    public boolean signsBodies() {
        return need.isSigned();
    }

    @Override
    public @Nullable Authorization authorize(OutboundRequest hop) throws IOException {
        String value = need.isSigned() ? "signature of " + hop.body(need.limit()).length + " bytes" : "token";
        hop.setHeader("Authorization", value);
        return refusal -> true;
    }
}
