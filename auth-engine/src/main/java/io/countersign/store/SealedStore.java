package io.countersign.store;

import java.time.Duration;

/** Encrypts what goes into another store, and lets nothing through that was not encrypted so for this very entry. */
public final class SealedStore implements TokenStore {

    private final TokenStore store;
    private final Sealing sealing;

    private SealedStore(TokenStore store, Sealing sealing) {
        this.store = store;
        this.sealing = sealing;
    }

    /** The same store behind this encryption. */
    public static SealedStore of(TokenStore store, Sealing sealing) {
        return new SealedStore(store, sealing);
    }

    @Override
    public Visit visit(String entry, Duration lease) throws StoreException {
        return new SealedVisit(store.visit(entry, lease), entry);
    }

    @Override
    public String toString() {
        return store.toString();
    }

    private final class SealedVisit implements Visit {

        private final Visit visit;
        private final String entry;

        SealedVisit(Visit visit, String entry) {
            this.visit = visit;
            this.entry = entry;
        }

        @Override
        public long now() throws StoreException {
            return visit.now();
        }

        @Override
        public byte[] read() throws StoreException {
            byte[] sealed = visit.read();
            byte[] plain = sealed.length == 0 ? sealed : sealing.open(sealed, entry);
            if (plain == null) {
                throw new UnreadableEntryException(
                        "holds an entry that is damaged or was encrypted with another token-store.key, and is replaced;"
                                + " give all who share the store the same key");
            }
            return plain;
        }

        @Override
        public boolean tryLock() throws StoreException {
            return visit.tryLock();
        }

        @Override
        public void write(byte[] content) throws StoreException {
            visit.write(sealing.seal(content, entry));
        }

        @Override
        public void close() {
            visit.close();
        }
    }
}
