package io.countersign.agent.weave;

/** A class file of a version that nothing at hand can read. */
final class UnknownClassFileException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The version of Java 1.1; each later one added one. */
    private static final int VERSION_ZERO = 44;

    private final int version;

    UnknownClassFileException(byte[] bytes, Throwable cause) {
        super(cause.getMessage(), cause);
        version = ((bytes[6] & 0xff) << 8) | (bytes[7] & 0xff);
    }

    /** For people: {@code 73 (Java 29)}. */
    String version() {
        return version + " (Java " + (version - VERSION_ZERO) + ")";
    }
}
