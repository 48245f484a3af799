package io.countersign.agent.hop;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the library's own objects that stand for what is under way. By identity, because equal requests are
 * sent side by side; weak, because only the library knows when one is over. What is known must not refer to the object.
 */
final class ByIdentity<V> {

    private final Map<Key, V> values = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

    @Nullable
    V get(Object object) {
        return values.isEmpty() ? null : values.get(new Key(object, null));
    }

    void put(Object object, V value) {
        for (Reference<?> key = gone.poll(); key != null; key = gone.poll()) {
            values.remove(key);
        }
        values.put(new Key(object, gone), value);
    }

    @Nullable
    V remove(Object object) {
        return values.isEmpty() ? null : values.remove(new Key(object, null));
    }

    int size() {
        return values.size();
    }

    private static final class Key extends WeakReference<Object> {
        private final int hash;

        Key(Object object, @Nullable ReferenceQueue<Object> queue) {
            super(object, queue);
            hash = System.identityHashCode(object);
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
            Object object = get();
            return object != null && other instanceof Key && ((Key) other).get() == object;
        }
    }
}
