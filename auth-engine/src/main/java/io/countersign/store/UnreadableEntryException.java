package io.countersign.store;

/** The store works, and what stands in the entry is none of ours: damaged, cut off, or encrypted with another key. */
final class UnreadableEntryException extends StoreException {

    private static final long serialVersionUID = 1L;

    UnreadableEntryException(String message) {
        super(message, null);
    }
}
