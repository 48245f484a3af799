package io.countersign.agent.ops;

import io.countersign.token.TokenStatus;
import org.jspecify.annotations.Nullable;

/** Knows how identities stand. */
public interface IdentityStatus {

    /** How one stands now; null as long as there is no engine. */
    @Nullable
    TokenStatus of(String identity);
}
