package io.countersign.it.containers;

import io.countersign.it.harness.Jdk;
import io.countersign.it.support.Result;
import io.countersign.it.support.Results;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Writes down how a test ended in the place that it names, for {@code docs/support.md}. */
final class ResultsOfContainers implements TestWatcher {

    private String place = "";
    private String jdk = "";
    private String limits = "";

    /** To be said as soon as the test knows. */
    void in(String where, Jdk on) {
        place = where;
        jdk = on.toString();
    }

    /** What does not work there. */
    void limit(String words) {
        limits = words;
    }

    @Override
    public void testSuccessful(ExtensionContext test) {
        write(test, true);
    }

    @Override
    public void testFailed(ExtensionContext test, Throwable cause) {
        write(test, false);
    }

    private void write(ExtensionContext test, boolean passed) {
        if (!place.isEmpty()) {
            Results.ofContainers().add(new Result(place, jdk, test.getDisplayName(), passed, limits));
        }
    }
}
