package io.countersign.request;

/** How one hop was authorized, asked once if the server refuses it. */
public interface Authorization {

    /**
     * Learns from the answer that refused the hop: gives up the credentials that the server does not take, unless they
     * were replaced meanwhile, and waits for others, or sets the clock of a signature right.
     *
     * @return whether the same hop, authorized again, would differ and so is worth one more send
     */
    boolean renew(HopResponse refusal);

    /** Whether {@link #renew} would look for other credentials, or else says no at once. */
    default boolean isRefusedBy(HopResponse answer) {
        return true;
    }

    /** Told that the hop is sent once more, authorized anew. */
    default void resent() {}

    /** Told what the server answered to a second send that was authorized so; not every library shows it. */
    default void answered(HopResponse answer) {}
}
