package io.countersign.agent.cli;

import java.util.Collection;
import java.util.stream.Collectors;

/** Numbers and lists in sentences. */
final class Counted {

    private Counted() {}

    /** {@code 1 rule}, {@code 2 identities}. */
    static String of(int number, String thing) {
        if (number == 1) {
            return "1 " + thing;
        }
        return number + " " + (thing.endsWith("y") ? thing.substring(0, thing.length() - 1) + "ies" : thing + "s");
    }

    /** With commas in between. */
    static String joined(Collection<?> things) {
        return things.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
