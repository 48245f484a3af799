package io.countersign.token;

import io.countersign.request.AuthenticationException;
import org.jspecify.annotations.Nullable;

/**
 * Where tokens come from. A source never caches, never logs and never tries again: {@link CachedTokens} does. Its
 * {@code toString} names it for messages.
 */
public interface TokenSource {

    /**
     * Gets tokens, over the network if need be, in the calling thread. Must come to an end in bounded time, whatever the
     * network does: there is no other attempt before.
     *
     * @param previous what this source gave last, to be refreshed instead of logging in again; null at first
     * @throws AuthenticationException with cause and remedy, and whether another attempt can help
     */
    TokenSet fetch(@Nullable TokenSet previous) throws AuthenticationException;

    /**
     * Whether something that this source depends on has changed since its last terminal failure, so that another attempt
     * is worth it before the pause is over. Asked by every request during that pause: must not wait for a network.
     */
    default boolean isMended() {
        return false;
    }
}
