package io.countersign.agent.hop;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The hops under way, by the identity of the library's own request object. By identity, because equal requests are
 * sent side by side; weak, because only the library knows when a request is over.
 */
final class SentHops {

    private final Map<Key, SentHop> hops = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

    @Nullable
    SentHop get(Object request) {
        return hops.isEmpty() ? null : hops.get(new Key(request, null));
    }

    void put(Object request, SentHop hop) {
        for (Reference<?> key = gone.poll(); key != null; key = gone.poll()) {
            hops.remove(key);
        }
        hops.put(new Key(request, gone), hop);
    }

    @Nullable
    SentHop remove(Object request) {
        return hops.isEmpty() ? null : hops.remove(new Key(request, null));
    }

    int size() {
        return hops.size();
    }

    private static final class Key extends WeakReference<Object> {
        private final int hash;

        Key(Object request, @Nullable ReferenceQueue<Object> queue) {
            super(request, queue);
            hash = System.identityHashCode(request);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            Object request = get();
            return request != null && other instanceof Key && ((Key) other).get() == request;
        }
    }
}
