package io.countersign;

import java.util.Locale;

/** Hosts that name this very machine: what goes there cannot be read on the way (RFC 6761, section 6.3). */
final class Loopback {

    private Loopback() {}

    /** By the name alone; nothing is resolved, since another resolver may answer otherwise. */
    static boolean is(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("::1")
                || name.equals("0:0:0:0:0:0:0:1")
                || isFourParts(name);
    }

    /** 127.0.0.0/8, written as four numbers: {@code 127.example.com} is a name. */
    private static boolean isFourParts(String name) {
        if (!name.startsWith("127.")) {
            return false;
        }
        int dots = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.') {
                dots++;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return dots == 3;
    }
}
