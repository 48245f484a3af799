package io.countersign.secret;

import org.jspecify.annotations.Nullable;

/** Where one kind of reference leads that leaves this process. Asked on engine threads only, never while rules are read. */
public interface Vault {

    /**
     * The value of that name, over the network, in bounded time; null if there is none.
     *
     * @throws UnresolvedException if it cannot be had
     */
    @Nullable
    String read(String name);
}
