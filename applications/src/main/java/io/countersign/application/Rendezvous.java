package io.countersign.application;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A stream that gives nothing before as many of them are read as {@code application.together} says. */
final class Rendezvous extends FilterInputStream {

    private static final int PATIENCE_SECONDS = 50;
    private static final CountDownLatch MISSING = new CountDownLatch(Integer.getInteger("application.together", 1));

    private boolean kept;

    Rendezvous(byte[] bytes) {
        super(new ByteArrayInputStream(bytes));
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (!kept) {
            kept = true;
            keep();
        }
        return super.read(target, offset, length);
    }

    private static void keep() {
        MISSING.countDown();
        try {
            if (!MISSING.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(MISSING.getCount() + " others did not come");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
