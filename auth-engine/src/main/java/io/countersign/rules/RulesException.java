package io.countersign.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** A rules file that cannot be used. The message lists every problem, one a line, in the order of the files' lines. */
public final class RulesException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final Comparator<Problem> BY_PLACE =
            Comparator.comparing((Problem problem) -> problem.file().getPath()).thenComparingInt(Problem::line);

    @SuppressWarnings("serial") // problems are never serialized
    private final transient List<Problem> problems;

    private RulesException(List<Problem> problems) {
        super(lines(problems));
        this.problems = problems;
    }

    /** Throws here, as every class that holds a throw statement loads the exception when it is verified. */
    static void raise(List<Problem> problems) throws RulesException {
        List<Problem> sorted = new ArrayList<>(problems);
        sorted.sort(BY_PLACE);
        throw new RulesException(Collections.unmodifiableList(sorted));
    }

    /** Never empty. */
    public List<Problem> problems() {
        return problems;
    }

    private static String lines(List<Problem> problems) {
        StringBuilder lines = new StringBuilder();
        for (Problem problem : problems) {
            lines.append(lines.length() == 0 ? "" : "\n").append(problem);
        }
        return lines.toString();
    }
}
