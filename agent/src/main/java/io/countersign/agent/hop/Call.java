package io.countersign.agent.hop;

import org.jspecify.annotations.Nullable;

/** One call of a woven method, seen from its first or its last instruction. */
public final class Call {

    private final Object[] raw;

    /** Wraps what the woven code hands over: owner class, this, arguments, result. */
    public Call(Object[] raw) {
        this.raw = raw;
    }

    /** The class that was woven. */
    public Class<?> owner() {
        return (Class<?>) raw[0];
    }

    /** The object that the method runs on. */
    public Object self() {
        return raw[1];
    }

    /** The arguments; a hook at the start of the method may replace them in place. */
    public Object[] arguments() {
        return (Object[]) raw[2];
    }

    /**
     * The last argument of a type, for methods whose parameter list differs between versions. The last, because a
     * pooled connection of Apache's is a context too, and stands before the real one.
     */
    public <T> T argument(Class<T> type) {
        Object[] arguments = arguments();
        for (int i = arguments.length - 1; i >= 0; i--) {
            if (type.isInstance(arguments[i])) {
                return type.cast(arguments[i]);
            }
        }
        throw new IllegalStateException("no argument of type " + type.getName());
    }

    /** What the method is about to return, or the value about to be stored; null at the start of a method. */
    public @Nullable Object result() {
        return raw[3];
    }
}
