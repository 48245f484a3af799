package io.countersign.agent.adapter;

import io.countersign.agent.hop.Refusal;
import io.countersign.request.BodyNotReadableException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Collects a body and stops where a rule's limit is; never takes more memory than the limit and what it grew from. */
final class BoundedBuffer extends OutputStream {

    private static final int FIRST_SIZE = 8192;

    private final long limit;
    private byte[] bytes;
    private int size;
    private boolean overrun;

    BoundedBuffer(long limit) {
        this.limit = limit;
        this.bytes = new byte[(int) Math.min(FIRST_SIZE, limit)];
    }

    /** Refuses a body that is known to be too long before any of it is read. */
    static void check(long length, long limit) throws BodyNotReadableException {
        if (length > limit) {
            throw new BodyNotReadableException("it has " + length + " bytes, the limit is " + limit);
        }
    }

    /**
     * The body of an application, written on the application's thread.
     *
     * @throws BodyNotReadableException if it is longer, whatever its writer makes of the failure to write on
     * @throws IOException if the application cannot write it
     */
    static byte[] read(BodyWriter body, long limit) throws IOException {
        BoundedBuffer buffer = new BoundedBuffer(limit);
        try {
            body.writeTo(buffer);
        } catch (BodyNotReadableException ours) {
            throw ours; // of an earlier attempt
        } catch (IOException | RuntimeException | Error e) {
            buffer.refuseIfOverrun();
            throw new Refusal(e);
        }
        buffer.refuseIfOverrun();
        return buffer.toByteArray();
    }

    boolean fits(int more) {
        return size + (long) more <= limit;
    }

    /** How many of so many bytes still fit. */
    int fitting(int more) {
        return (int) Math.min(more, limit - size);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        if (overrun || !fits(length)) {
            overrun = true;
            throw tooLong();
        }
        append(source, offset, length);
    }

    /** Without asking whether it fits. */
    void append(byte[] source, int offset, int length) {
        int needed = size + length;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(needed, 2L * bytes.length)));
        }
        System.arraycopy(source, offset, bytes, size, length);
        size = needed;
    }

    /** Hands out the buffer itself where it is full. */
    byte[] toByteArray() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    void sendTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    BodyNotReadableException tooLong() {
        return new BodyNotReadableException("it has more than " + limit + " bytes, which is the limit");
    }

    private void refuseIfOverrun() throws BodyNotReadableException {
        if (overrun) {
            throw tooLong();
        }
    }
}
