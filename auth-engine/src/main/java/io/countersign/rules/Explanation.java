package io.countersign.rules;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a request gets the credentials of one rule and not of another, or none. */
public final class Explanation {

    private final @Nullable Rule winner;
    private final Map<Rule, String> others;
    private final String nearest;

    private Explanation(@Nullable Rule winner, Map<Rule, String> others, String nearest) {
        this.winner = winner;
        this.others = Collections.unmodifiableMap(others);
        this.nearest = nearest;
    }

    /**
     * Asks the rules as the agent does, then each rule for its reason.
     *
     * @param address with scheme and host
     */
    public static Explanation of(RuleSet rules, URI address, String method) {
        String scheme = address.getScheme();
        String host = address.getHost();
        int usual = RuleSet.defaultPort(scheme);
        int port = address.getPort() < 0 ? usual : address.getPort();
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        Rule winner = scheme.regionMatches(true, 0, "ws", 0, 2)
                ? rules.matchSocket(scheme, host, port, path)
                : rules.match(scheme, host, port, path, method);
        Mismatch mismatch = new Mismatch(host, port, usual, path, method);
        Map<Rule, String> others = new LinkedHashMap<>();
        List<String> hosts = new ArrayList<>();
        for (Rule rule : rules.rules()) {
            if (!rule.equals(winner)) {
                others.put(rule, mismatch.of(rule, winner));
            }
            for (HostPattern pattern : rule.hosts()) {
                hosts.add(pattern.name());
            }
        }
        return new Explanation(winner, others, winner == null ? Suggestion.closest(host, hosts) : "");
    }

    /** The rule whose credentials the request gets; null if it passes untouched. */
    public @Nullable Rule winner() {
        return winner;
    }

    /** Each other rule, in the order of the file, with its reason: {@code path /v2 is none of /v1/**}. */
    public Map<Rule, String> others() {
        return others;
    }

    /** A host that a rule names and that differs by a slip of the finger; empty if there is none, or a rule takes it. */
    public String nearestHost() {
        return nearest;
    }
}
