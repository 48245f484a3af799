package io.countersign.counterpart;

import java.util.Optional;

/** Replies that a server gives instead of its own, for a while or until told otherwise. */
public final class Faults {

    private Reply reply = Reply.Failure.RESET;
    private int left;

    /** This reply for the next requests. */
    public synchronized void next(int requests, Reply instead) {
        left = requests;
        reply = instead;
    }

    /** This reply from now on. */
    public void always(Reply instead) {
        next(Integer.MAX_VALUE, instead);
    }

    /** The server's own replies again. */
    public synchronized void clear() {
        left = 0;
    }

    synchronized Optional<Reply> take() {
        if (left == 0) {
            return Optional.empty();
        }
        left -= left == Integer.MAX_VALUE ? 0 : 1;
        return Optional.of(reply);
    }
}
