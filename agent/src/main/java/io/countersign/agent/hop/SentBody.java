package io.countersign.agent.hop;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A body, of a type of its library, that stands in for another while a hop is sent. The adapters of two woven classes
 * have loaders of their own; by this type each knows what the other made.
 */
public interface SentBody {

    /**
     * The same bytes as a body of the library, to be sent once more.
     *
     * @return null if they are gone, or if it does not stand in for the body that is asked for
     */
    @Nullable
    Object againFor(Object original) throws IOException;
}
