package io.countersign;

import io.countersign.rules.IdentitySettings;
import io.countersign.token.CommandToken;
import io.countersign.token.TokenSource;

/** Turns the words of an identity of type {@code token} with a {@code command} into a source of tokens. */
final class CommandSources {

    private CommandSources() {}

    static TokenSource of(IdentitySettings identity, Surroundings surroundings) {
        return CommandToken.of(
                identity.command(), identity.timeout(), identity.optionalDuration("ttl"), surroundings.clock());
    }
}
