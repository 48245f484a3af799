package io.countersign.agent.weave;

import java.io.IOException;
import java.security.AccessControlContext;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import org.jspecify.annotations.Nullable;

/**
 * For JVMs with a security manager, which Java 24 no longer has: a hook works with the agent's rights, whatever little those
 * who send may do; code of the application that it calls has only what they have.
 */
final class CallerRights {

    private static final ThreadLocal<@Nullable AccessControlContext> CALLER = new ThreadLocal<>();

    private CallerRights() {}

    /** Whether rights are limited at all. */
    static boolean matter() {
        return System.getSecurityManager() != null;
    }

    /** Runs a hook with the agent's rights, and remembers those of who called it. */
    static <T extends @Nullable Object> T lift(PrivilegedExceptionAction<T> hook) throws Exception {
        AccessControlContext outer = CALLER.get();
        CALLER.set(AccessController.getContext());
        try {
            return AccessController.doPrivileged(hook);
        } catch (PrivilegedActionException e) {
            throw e.getException();
        } finally {
            restore(outer);
        }
    }

    /** Runs code of the application below a hook, with the rights of who called that. */
    static <T> T drop(PrivilegedExceptionAction<T> code) throws IOException {
        try {
            AccessControlContext caller = CALLER.get();
            return caller == null ? code.run() : AccessController.doPrivileged(code, caller);
        } catch (PrivilegedActionException e) {
            throw ioException(e.getException());
        } catch (Exception e) {
            throw ioException(e);
        }
    }

    private static IOException ioException(Exception e) {
        if (e instanceof RuntimeException) {
            throw (RuntimeException) e;
        }
        return e instanceof IOException ? (IOException) e : new IOException(e);
    }

    private static void restore(@Nullable AccessControlContext outer) {
        if (outer == null) {
            CALLER.remove();
        } else {
            CALLER.set(outer);
        }
    }
}
