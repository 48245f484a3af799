package io.countersign.secret;

import org.jspecify.annotations.Nullable;

/** A vault did not give what a reference leads to. The message is one line with cause and remedy, never a value. */
public final class UnresolvedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final boolean mayPass;

    private UnresolvedException(String message, boolean mayPass, @Nullable Throwable cause) {
        super(message, cause);
        this.mayPass = mayPass;
    }

    /**
     * A failure that names its reference.
     *
     * @param address scheme and name, as the reference writes them
     * @param mayPass whether another attempt may succeed without a human
     */
    public static UnresolvedException of(String address, String why, boolean mayPass, @Nullable Throwable cause) {
        return new UnresolvedException(References.failed(address) + why, mayPass, cause);
    }

    /** Whether another attempt may succeed without a human: a throttled call, a network that does not answer. */
    public boolean mayPass() {
        return mayPass;
    }
}
