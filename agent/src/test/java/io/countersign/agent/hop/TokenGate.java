package io.countersign.agent.hop;

import io.countersign.request.Authorization;
import io.countersign.request.HopResponse;
import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestTarget;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a new token on each covered hop. */
final class TokenGate implements Gate {
    private final String covered;
    final List<Integer> renewals = new ArrayList<>();
    final List<Authorization> firsts = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    private int tokens;
    boolean silent;
    boolean inQuery;

    TokenGate(String covered) {
        this.covered = covered;
    }

    @Override
    public boolean covers(String host) {
        return host.equals(covered);
    }

    @Override
    public BodyNeed bodyNeed(RequestTarget target, String method) {
        return BodyNeed.NONE;
    }

    @Override
    public boolean signsBodies() {
        return false;
    }

    @Override
    public @Nullable Authorization authorizeAgain(OutboundRequest hop, Authorization first) {
        firsts.add(first);
        return authorize(hop);
    }

    @Override
    public @Nullable Authorization authorize(OutboundRequest hop) {
        if (silent || !covers(hop.target().host())) {
            return null;
        }
        if (inQuery) {
            hop.setQuery("token " + ++tokens);
            return refusal -> renewals.add(refusal.status());
        }
        hop.removeHeader("X-Absent");
        hop.setHeader("Authorization", "token " + ++tokens);
        return new Authorization() {
            @Override
            public boolean renew(HopResponse refusal) {
                return renewals.add(refusal.status());
            }

            @Override
            public void resent() {
                told.add("resent");
            }

            @Override
            public void answered(HopResponse answer) {
                told.add("answered with " + answer.status());
            }
        };
    }
}
