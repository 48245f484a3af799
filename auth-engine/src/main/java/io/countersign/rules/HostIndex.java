package io.countersign.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules of a host in one pass over its characters, however many rules there are: an open-addressing table of
 * the patterns' names, keyed by a hash that rolls from the host's right end and is looked up at each dot.
 */
final class HostIndex {

    private final @Nullable Node[] table;

    private HostIndex(@Nullable Node[] table) {
        this.table = table;
    }

    /** @param routesByHost by the pattern without its port, as in {@code *.example.com} */
    static HostIndex of(Map<String, List<Route>> routesByHost) {
        int slots = 4;
        while (slots < routesByHost.size() * 4) {
            slots *= 2;
        }
        HostIndex index = new HostIndex(new @Nullable Node[slots]);
        for (List<Route> routes : routesByHost.values()) {
            index.add(routes, routesByHost);
        }
        return index;
    }

    private Node add(List<Route> routes, Map<String, List<Route>> routesByHost) {
        HostPattern host = routes.get(0).host();
        String name = host.name();
        int hash = hash(name);
        Node present = node(name, 0, name.length(), hash, host.isWildcard());
        if (present != null) {
            return present;
        }
        Node node = new Node(routes, hash, above(name, routesByHost));
        int slot = slot(hash, host.isWildcard());
        while (table[slot] != null) {
            slot = slot + 1 & table.length - 1;
        }
        table[slot] = node;
        return node;
    }

    /** The longest wildcard that takes the name. */
    private @Nullable Node above(String name, Map<String, List<Route>> routesByHost) {
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            List<Route> routes = routesByHost.get("*" + name.substring(dot));
            if (routes != null) {
                return add(routes, routesByHost);
            }
        }
        return null;
    }

    /**
     * The most specific node that takes the host; null if none does. Allocates nothing for a name in ASCII, whatever
     * its case and with or without a trailing dot.
     */
    @Nullable
    Node find(String host) {
        int end = host.endsWith(".") ? host.length() - 1 : host.length();
        Node best = null;
        int hash = 0;
        for (int i = end - 1; i >= 0; i--) {
            char c = host.charAt(i);
            if (c == '.') {
                if (i == end - 1 || i == 0 || host.charAt(i - 1) == '.') {
                    return null;
                }
                Node wildcard = node(host, i + 1, end, hash, true);
                best = wildcard == null ? best : wildcard;
            } else if (c >= 'A' && c <= 'Z') {
                c = (char) (c | 0x20);
            } else if (!isHostCharacter(c)) {
                return findUnusual(host, c);
            }
            hash = hash * 31 + c;
        }
        Node exact = node(host, 0, end, hash, false);
        return exact == null ? best : exact;
    }

    static boolean isHostCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    private @Nullable Node findUnusual(String host, char c) {
        if (c >= 0x80) {
            String ascii = HostPattern.ascii(host);
            return ascii == null ? null : find(ascii);
        }
        if (c != ':' && c != ']') {
            return null;
        }
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String address = IpAddress.canonical(bracketed ? host.substring(1, host.length() - 1) : host);
        return address == null ? null : node(address, 0, address.length(), hash(address), false);
    }

    private @Nullable Node node(String host, int from, int to, int hash, boolean wildcard) {
        int slot = slot(hash, wildcard);
        for (Node node = table[slot]; node != null; node = table[slot]) {
            if (node.hash == hash && node.wildcard == wildcard && node.isNamed(host, from, to)) {
                return node;
            }
            slot = slot + 1 & table.length - 1;
        }
        return null;
    }

    private int slot(int hash, boolean wildcard) {
        int spread = (hash + (wildcard ? 1 : 0)) * 0x9E3779B9;
        return (spread ^ spread >>> 16) & table.length - 1;
    }

    private static int hash(String name) {
        int hash = 0;
        for (int i = name.length() - 1; i >= 0; i--) {
            hash = hash * 31 + name.charAt(i);
        }
        return hash;
    }

    /** All routes of one host or wildcard, whatever their ports, the most specific first. */
    static final class Node {

        private final String name;
        private final boolean wildcard;
        private final int hash;
        private final Route[] routes;
        private final @Nullable Node lessSpecific;

        private Node(List<Route> routes, int hash, @Nullable Node lessSpecific) {
            HostPattern host = routes.get(0).host();
            this.name = host.name();
            this.wildcard = host.isWildcard();
            this.hash = hash;
            this.routes = routes.toArray(new Route[0]);
            this.lessSpecific = lessSpecific;
            Arrays.sort(this.routes);
        }

        Route[] routes() {
            return routes;
        }

        /** The wildcard that takes the same hosts and more; null if there is none. */
        @Nullable
        Node lessSpecific() {
            return lessSpecific;
        }

        private boolean isNamed(String host, int from, int to) {
            return to - from == name.length() && host.regionMatches(true, from, name, 0, name.length());
        }
    }
}
