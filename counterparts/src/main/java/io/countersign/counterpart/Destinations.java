package io.countersign.counterpart;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where a proxy of the tests can lead: to ports of this machine under its own names, and under names that stand for one of
 * them. Nothing leaves the machine.
 */
public final class Destinations {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost");

    private final Map<String, Integer> ports;

    private Destinations(Map<String, Integer> ports) {
        this.ports = Map.copyOf(ports);
    }

    /** Only what is on this machine by its name. */
    public static Destinations loopback() {
        return new Destinations(Map.of());
    }

    /** Also this {@code host:port}, which is a port of this machine in truth. */
    public Destinations with(String authority, int port) {
        Map<String, Integer> more = new LinkedHashMap<>(ports);
        more.put(authority, port);
        return new Destinations(more);
    }

    Socket dial(String host, int port) throws IOException {
        Integer known = ports.get(host + ":" + port);
        if (known == null && !LOOPBACK.contains(host)) {
            throw new ConnectException("the proxy does not lead to " + host + ":" + port);
        }
        return new Socket(Listener.loopback(), known == null ? port : known);
    }
}
