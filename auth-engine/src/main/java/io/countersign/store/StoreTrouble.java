package io.countersign.store;

import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what is wrong with a store: once, while it stays the same, however many identities and requests meet it. */
public final class StoreTrouble {

    private static final String NONE = "";

    private final Logger log;
    private final AtomicReference<String> said = new AtomicReference<>(NONE);

    StoreTrouble(Logger log) {
        this.log = log;
    }

    /** One for all who use a store. */
    public static StoreTrouble create() {
        return new StoreTrouble(LoggerFactory.getLogger(StoreTrouble.class));
    }

    void say(TokenStore store, StoreException trouble) {
        String message = store + " " + trouble.getMessage();
        if (!message.equals(said.getAndSet(message))) {
            log.warn("{} (tokens are fetched without it where need be)", message);
        }
    }

    void over() {
        said.set(NONE);
    }
}
