package io.countersign.request;

/** How one hop was authorized, asked once if the server refuses it. */
public interface Authorization {

    /**
     * Gives up the credentials that the server refused with this status, unless they were replaced meanwhile, and
     * waits for others.
     *
     * @return whether the same hop, signed again, would carry different credentials and so is worth one more send
     */
    boolean renew(int status);
}
