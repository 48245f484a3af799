package io.countersign.agent.hop;

import java.io.IOException;

/** The hop must not be sent: the rule refuses it, or the application's own code failed while its body was read. */
public final class Refusal extends IOException {

    private static final long serialVersionUID = 1L;

    private final Throwable answer;

    /** Carries what the application will see through all that would swallow a defect of ours. */
    public Refusal(Throwable answer) {
        super(answer.getMessage());
        this.answer = answer;
    }

    /** What the application's send throws. */
    public Throwable answer() {
        return answer;
    }

    /** The same for a library that carries I/O failures to the application. */
    public IOException asFailure() {
        return answer instanceof IOException ? (IOException) answer : new IOException(answer.getMessage(), answer);
    }
}
