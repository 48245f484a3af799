package io.countersign.agent.adapter;

import io.countersign.request.BodyNotReadableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Collects a body and stops where a rule's limit is. */
final class BoundedBuffer extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final long limit;

    BoundedBuffer(long limit) {
        this.limit = limit;
    }

    /** Refuses a body that is known to be too long before any of it is read. */
    static void check(long length, long limit) throws BodyNotReadableException {
        if (length > limit) {
            throw new BodyNotReadableException("it has " + length + " bytes, the limit is " + limit);
        }
    }

    @Override
    public void write(int b) throws IOException {
        check(bytes.size() + 1L, limit);
        bytes.write(b);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        if (bytes.size() + (long) length > limit) {
            throw new BodyNotReadableException("it has more than " + limit + " bytes, which is the limit");
        }
        bytes.write(source, offset, length);
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
