package io.countersign.token;

import io.countersign.request.AuthenticationException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Gives what a test puts in, in that order; a fetch waits until there is something, though not for ever. Counts the fetches. */
final class QueueTokenSource implements TokenSource {

    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private volatile @Nullable Answer always;
    private final List<String> previous = new CopyOnWriteArrayList<>();
    private volatile boolean mended;

    void give(TokenSet tokens) {
        answers.add(ignored -> tokens);
    }

    void answer(Answer answer) {
        answers.add(answer);
    }

    /** Whatever is asked from now on, and not waited for. */
    void always(Answer answer) {
        always = answer;
    }

    int fetches() {
        return previous.size();
    }

    /** Whether it says from now on that another attempt is worth it. */
    void mend(boolean isSo) {
        mended = isSo;
    }

    @Override
    public boolean isMended() {
        return mended;
    }

    /** The access token of the previous set per fetch; "none" where there was no set. */
    List<String> previous() {
        return previous;
    }

    @Override
    public TokenSet fetch(@Nullable TokenSet last) throws AuthenticationException {
        previous.add(last == null ? "none" : last.access().value().reveal());
        try {
            Answer standing = always;
            Answer answer = standing != null ? standing : answers.poll(20, TimeUnit.SECONDS);
            if (answer == null) {
                throw new AssertionError("a fetch that the test did not expect");
            }
            return answer.to(last);
        } catch (InterruptedException e) {
            throw new AssertionError("the test left a fetch without an answer", e);
        }
    }

    @Override
    public String toString() {
        return "the queue";
    }

    /** One answer; it may throw what a real source may throw, and what it must not. */
    interface Answer {
        TokenSet to(@Nullable TokenSet last) throws AuthenticationException;
    }
}
