package io.countersign.agent.hop;

import java.io.IOException;

/** The hop must not be sent; the application is told so by an exception of the JDK, as for any failure to send. */
public final class Refusal extends IOException {

    private static final long serialVersionUID = 1L;

    private final IOException answer;

    /** Carries what the application will see through all that would swallow a defect of ours. */
    public Refusal(IOException answer) {
        super(answer.getMessage());
        this.answer = answer;
    }

    /** What the application's send throws. */
    public IOException answer() {
        return answer;
    }
}
