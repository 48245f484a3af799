package io.countersign.counterpart;

/** One header line, spelled as on the wire. */
public record Header(String name, String value) {

    boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }
}
