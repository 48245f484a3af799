package io.countersign.rules;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that everything is reported at once. */
final class Problems {

    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    void add(File file, int line, String message) {
        errors.add(Problem.of(file, line, message));
    }

    /** Reports a bad value; one in a default is met once by every rule, and reported once. */
    void add(Entry entry, String message) {
        Problem problem = Problem.of(entry.file(), entry.line(), message);
        if (entry.isDefault()) {
            String text = problem.toString();
            for (Problem error : errors) {
                if (error.line() == problem.line() && error.toString().equals(text)) {
                    return;
                }
            }
        }
        errors.add(problem);
    }

    void warn(File file, int line, String message) {
        warnings.add(Problem.of(file, line, message));
    }

    List<Problem> warnings() {
        return warnings;
    }

    void throwIfAny() throws RulesException {
        if (!errors.isEmpty()) {
            RulesException.raise(errors);
        }
    }
}
