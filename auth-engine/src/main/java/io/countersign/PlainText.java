package io.countersign;

import io.countersign.request.RequestTarget;
import io.countersign.rules.Rule;
import org.jspecify.annotations.Nullable;

/** Whether credentials may go where anyone on the way can read them. */
public final class PlainText {

    private PlainText() {}

    /** Why a rule sends none there, with the remedy; null if it may. */
    public static @Nullable String refusal(RequestTarget target, Rule rule) {
        if (!target.isPlainText() || rule.allowsPlainHttp() || Loopback.is(target.host())) {
            return null;
        }
        return "rule '" + rule.name() + "' sends no credentials to " + target.scheme() + "://" + target.authority()
                + ", where anyone on the way can read them; use https, or set rule." + rule.name()
                + ".allow-plain-http = true";
    }
}
