package io.countersign.it.bodies;

import io.countersign.counterpart.ReceivedRequest;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How a body was framed and described, as far as that is the same each time. */
final class Framing {

    private Framing() {}

    static Map<String, String> of(ReceivedRequest request) {
        Map<String, String> framing = new TreeMap<>();
        Stream.of("Content-Length", "Transfer-Encoding", "Content-Type", "Content-Encoding", "Expect")
                .forEach(name -> request.header(name)
                        .ifPresent(value -> framing.put(name, value.replaceAll("boundary=.*", "boundary"))));
        // A boundary may have another length the next time.
        if (framing.getOrDefault("Content-Type", "").endsWith("boundary")) {
            framing.computeIfPresent("Content-Length", (name, value) -> "known");
        }
        return framing;
    }
}
