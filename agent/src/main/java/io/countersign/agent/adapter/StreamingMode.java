package io.countersign.agent.adapter;

import java.lang.reflect.Field;
import java.net.HttpURLConnection;

/** How an application wants the body of an {@code HttpURLConnection} streamed; not at all if it says nothing. */
final class StreamingMode {

    private static final int UNSET = -1;
    private static final Field FIXED_LENGTH = Member.field(HttpURLConnection.class, "fixedContentLength");
    private static final Field FIXED_LENGTH_LONG = Member.field(HttpURLConnection.class, "fixedContentLengthLong");
    private static final Field CHUNK_LENGTH = Member.field(HttpURLConnection.class, "chunkLength");

    private final long fixedLength;
    private final int chunkLength;
    private final long limit;

    private StreamingMode(long fixedLength, int chunkLength, long limit) {
        this.fixedLength = fixedLength;
        this.chunkLength = chunkLength;
        this.limit = limit;
    }

    /** @param limit how much a rule lets be held instead, in bytes */
    static StreamingMode of(HttpURLConnection connection, long limit) {
        long fixedLength = Math.max(number(FIXED_LENGTH, connection), number(FIXED_LENGTH_LONG, connection));
        return new StreamingMode(fixedLength, (int) number(CHUNK_LENGTH, connection), limit);
    }

    /** Has the JDK hold the body, as it does if the application says nothing. */
    static void end(HttpURLConnection connection) {
        write(connection, UNSET, UNSET);
    }

    void restore(HttpURLConnection connection) {
        write(connection, fixedLength, chunkLength);
    }

    static boolean isStreaming(HttpURLConnection connection) {
        return of(connection, 0).isStreaming();
    }

    boolean isStreaming() {
        return fixedLength != UNSET || chunkLength != UNSET;
    }

    /** Whether it can be held within the limit, as far as that is known. */
    boolean isHeld(boolean evenIfLengthIsUnknown) {
        return fixedLength == UNSET ? evenIfLengthIsUnknown : fixedLength <= limit;
    }

    /** What the application announced; -1 if it did not. */
    long fixedLength() {
        return fixedLength;
    }

    long limit() {
        return limit;
    }

    private static void write(HttpURLConnection connection, long fixedLength, int chunkLength) {
        Member.set(FIXED_LENGTH, connection, UNSET);
        Member.set(FIXED_LENGTH_LONG, connection, fixedLength);
        Member.set(CHUNK_LENGTH, connection, chunkLength);
    }

    private static long number(Field field, HttpURLConnection connection) {
        Object value = Member.get(field, connection);
        return value instanceof Number ? ((Number) value).longValue() : UNSET;
    }
}
