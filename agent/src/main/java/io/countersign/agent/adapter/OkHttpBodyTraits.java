package io.countersign.agent.adapter;

import java.io.IOException;
import java.lang.reflect.Method;
import okhttp3.RequestBody;

/** What bodies say of themselves, where the version of OkHttp has words for it. */
final class OkHttpBodyTraits {

    private static final boolean DUPLEX = isKnown("isDuplex");
    private static final boolean ONE_SHOT = isKnown("isOneShot");

    /** The classes of the bodies that OkHttp makes from memory or a file. */
    private static final String OF_OKHTTP = RequestBody.class.getName() + "$";

    private OkHttpBodyTraits() {}

    /** Whether it is written while the answer is read; since 3.13. */
    static boolean isDuplex(RequestBody body) {
        return DUPLEX && body.isDuplex();
    }

    /**
     * Whether it is the same however often it is written. OkHttp takes every body for such that does not deny it, which
     * few do; one of an unknown class may come from a stream that has ended by then, and be empty.
     */
    static boolean isRepeatable(RequestBody body) throws IOException {
        return body.getClass().getName().startsWith(OF_OKHTTP)
                && body.contentLength() >= 0
                && !(ONE_SHOT && body.isOneShot());
    }

    private static boolean isKnown(String method) {
        for (Method declared : RequestBody.class.getMethods()) {
            if (declared.getName().equals(method)) {
                return true;
            }
        }
        return false;
    }
}
