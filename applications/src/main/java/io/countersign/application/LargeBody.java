package io.countersign.application;

import java.io.InputStream;
import java.util.Random;

/** A stream of any length that holds no more than one block, and never the same block twice. */
public final class LargeBody extends InputStream {

    private static final int BLOCK = 64 * 1024;

    private final byte[] block = new byte[BLOCK];
    private long left;
    private int at = BLOCK;
    private long number;

    private LargeBody(long length) {
        left = length;
        new Random(17).nextBytes(block);
    }

    /** So many bytes, the same ones each time. */
    public static InputStream of(long length) {
        return new LargeBody(length);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (left == 0) {
            return -1;
        }
        if (at == BLOCK) {
            nextBlock();
        }
        int count = (int) Math.min(left, Math.min(length, BLOCK - at));
        System.arraycopy(block, at, target, offset, count);
        at += count;
        left -= count;
        return count;
    }

    private void nextBlock() {
        at = 0;
        number++;
        for (int i = 0; i < Long.BYTES; i++) {
            block[i] = (byte) (number >>> (8 * i));
        }
    }
}
