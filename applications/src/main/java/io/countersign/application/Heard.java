package io.countersign.application;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What came over a web socket: its texts, then how it ended. */
public final class Heard {

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    /** A whole text. */
    public void text(String text) {
        events.add(text);
    }

    /** The other side closed it. */
    public void closed(int code) {
        events.add("closed " + code);
    }

    /** It ended otherwise. */
    public void failed(Throwable cause) {
        events.add("failed " + cause.getMessage());
    }

    String next() throws IOException, InterruptedException {
        String next = events.poll(30, TimeUnit.SECONDS);
        if (next == null) {
            throw new IOException("nothing more is heard");
        }
        return next;
    }
}
