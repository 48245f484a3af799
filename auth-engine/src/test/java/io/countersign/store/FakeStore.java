package io.countersign.store;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A store in memory with a clock of its own, which fails when a test says so. */
final class FakeStore implements TokenStore {

    final Map<String, byte[]> entries = new HashMap<>();
    private final Clock clock;
    private @Nullable Object lockedBy;
    private @Nullable String trouble;
    private boolean readOnly;
    private int visits;

    FakeStore(Clock clock) {
        this.clock = clock;
    }

    /** From now on nothing works. */
    void breakDown(String why) {
        trouble = why;
    }

    void mend() {
        trouble = null;
        readOnly = false;
    }

    /** From now on nothing can be written, as on a disk that is full. */
    void fillUp() {
        readOnly = true;
    }

    /** Somebody else has the lock and keeps it. */
    void lockForEver() {
        lockedBy = this;
    }

    void unlock() {
        lockedBy = null;
    }

    boolean isLocked() {
        return lockedBy != null;
    }

    int visits() {
        return visits;
    }

    private void check() throws StoreException {
        if (trouble != null) {
            throw new StoreException(trouble, null);
        }
    }

    @Override
    public Visit visit(String entry, Duration lease) throws StoreException {
        visits++;
        check();
        return new OneVisit(entry);
    }

    @Override
    public String toString() {
        return "the fake store";
    }

    private final class OneVisit implements Visit {

        private final String entry;

        OneVisit(String entry) {
            this.entry = entry;
        }

        @Override
        public long now() throws StoreException {
            check();
            return clock.millis();
        }

        @Override
        public byte[] read() throws StoreException {
            check();
            return entries.getOrDefault(entry, new byte[0]);
        }

        @Override
        public boolean tryLock() throws StoreException {
            check();
            if (lockedBy != null) {
                return false;
            }
            lockedBy = this;
            return true;
        }

        @Override
        public void write(byte[] content) throws StoreException {
            check();
            if (readOnly) {
                throw new StoreException("is full", null);
            }
            if (lockedBy == this) {
                entries.put(entry, content);
            }
        }

        @Override
        public void close() {
            if (lockedBy == this) {
                lockedBy = null;
            }
        }
    }
}
