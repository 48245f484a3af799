package io.countersign.store;

import java.time.Duration;

/** Where JVMs leave things for each other. Nothing that comes from there is trusted, and nothing depends on it being there. */
public interface TokenStore {

    /**
     * A visit to one entry.
     *
     * @param lease after which a lock may be taken over, if its owner has fallen silent
     */
    Visit visit(String entry, Duration lease) throws StoreException;

    /** One visit to one entry: to be used by one thread, and closed soon. */
    interface Visit extends AutoCloseable {

        /** What time it is there, in milliseconds: the same for all who share the store, whatever their own clocks say. */
        long now() throws StoreException;

        /** The entry's bytes; empty if there is none. */
        byte[] read() throws StoreException;

        /** Whether nobody else had the entry's lock, so that it is this visit's until it is closed, or for a while. */
        boolean tryLock() throws StoreException;

        /** Replaces the entry as a whole, if the lock is still held; else does nothing. */
        void write(byte[] content) throws StoreException;

        /** Gives the lock back if it is held. Never throws. */
        @Override
        void close();
    }
}
