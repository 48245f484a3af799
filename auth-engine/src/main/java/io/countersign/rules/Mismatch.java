package io.countersign.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** In what a rule and a request differ. */
final class Mismatch {

    private final String host;
    private final int port;
    private final int defaultPort;
    private final String path;
    private final String method;

    Mismatch(String host, int port, int defaultPort, String path, String method) {
        this.host = host;
        this.port = port;
        this.defaultPort = defaultPort;
        this.path = path;
        this.method = method;
    }

    /** The first difference; without one, who is more specific. */
    String of(Rule rule, @Nullable Rule winner) {
        List<HostPattern> named = hosts(rule);
        if (named.isEmpty()) {
            return "host " + host + " is none of " + joined(rule.hosts());
        }
        if (!isPortOfAny(named)) {
            return "port " + port + " is not that of " + joined(named) + ", which means "
                    + (named.get(0).port() == 0 ? defaultPort : named.get(0).port());
        }
        boolean ambiguous = PathPattern.isAmbiguous(path);
        if (rule.paths().stream().noneMatch(pattern -> pattern.matches(path, ambiguous))) {
            return "path " + path + " is none of " + joined(rule.paths());
        }
        if (!rule.takesMethod(method)) {
            return "method " + method + " is none of " + joined(rule.methods());
        }
        return winner == null
                ? "takes requests there, but no web socket"
                : "takes it too, but rule '" + winner.name() + "' is more specific";
    }

    private List<HostPattern> hosts(Rule rule) {
        List<HostPattern> named = new ArrayList<>();
        for (HostPattern pattern : rule.hosts()) {
            if (pattern.takes(host)) {
                named.add(pattern);
            }
        }
        return named;
    }

    private boolean isPortOfAny(List<HostPattern> patterns) {
        for (HostPattern pattern : patterns) {
            if (port == (pattern.port() == 0 ? defaultPort : pattern.port())) {
                return true;
            }
        }
        return false;
    }

    private static String joined(List<?> all) {
        StringBuilder joined = new StringBuilder();
        for (Object each : all) {
            joined.append(joined.length() == 0 ? "" : ", ").append(each);
        }
        return joined.toString();
    }
}
