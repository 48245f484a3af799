package io.countersign.rules;

import org.jspecify.annotations.Nullable;

/** One host pattern and one path pattern of a rule; the more specific comes first. */
final class Route implements Comparable<Route> {

    private final HostPattern host;
    private final PathPattern path;
    private final Rule rule;
    private final boolean socket;

    private Route(HostPattern host, PathPattern path, Rule rule, boolean socket) {
        this.host = host;
        this.path = path;
        this.rule = rule;
        this.socket = socket;
    }

    static Route of(HostPattern host, PathPattern path, Rule rule) {
        return new Route(host, path, rule, false);
    }

    /** One that web sockets take and requests do not. */
    static Route ofSocket(HostPattern host, PathPattern path, Rule rule) {
        return new Route(host, path, rule, true);
    }

    HostPattern host() {
        return host;
    }

    PathPattern path() {
        return path;
    }

    Rule rule() {
        return rule;
    }

    boolean takesPort(int port, int defaultPort) {
        return port == (host.port() == 0 ? defaultPort : host.port());
    }

    /** @param method null for a web socket and its handshake, which is a GET */
    boolean takes(@Nullable String method) {
        return method == null ? socket || rule.takesMethod("GET") : !socket && rule.takesMethod(method);
    }

    /** What a rule says itself goes before what follows from it. */
    @Override
    public int compareTo(Route that) {
        int byPort = Boolean.compare(that.host.port() != 0, host.port() != 0);
        int byPath = byPort != 0 ? byPort : that.path.specificity() - path.specificity();
        int bySaying = byPath != 0 ? byPath : Boolean.compare(socket, that.socket);
        return bySaying != 0
                ? bySaying
                : Boolean.compare(rule.methods().isEmpty(), that.rule.methods().isEmpty());
    }
}
