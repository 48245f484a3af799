package io.countersign.rules;

/** One host pattern and one path pattern of a rule; the more specific comes first. */
final class Route implements Comparable<Route> {

    private final HostPattern host;
    private final PathPattern path;
    private final Rule rule;

    private Route(HostPattern host, PathPattern path, Rule rule) {
        this.host = host;
        this.path = path;
        this.rule = rule;
    }

    static Route of(HostPattern host, PathPattern path, Rule rule) {
        return new Route(host, path, rule);
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

    @Override
    public int compareTo(Route that) {
        int byPort = Boolean.compare(that.host.port() != 0, host.port() != 0);
        int byPath = byPort != 0 ? byPort : that.path.specificity() - path.specificity();
        return byPath != 0
                ? byPath
                : Boolean.compare(rule.methods().isEmpty(), that.rule.methods().isEmpty());
    }
}
