package io.countersign.it.libraries;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Limit;
import io.countersign.it.support.Result;
import io.countersign.it.support.Results;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Writes down how each test of a library ended, for {@code docs/support.md}. */
final class ResultsOfLibraries implements TestWatcher {

    @Override
    public void testSuccessful(ExtensionContext test) {
        write(test, true);
    }

    @Override
    public void testFailed(ExtensionContext test, Throwable cause) {
        write(test, false);
    }

    private static void write(ExtensionContext test, boolean passed) {
        LibrariesIT row = (LibrariesIT) test.getRequiredTestInstance();
        Application library = row.combination.application();
        String limits = library.limits().stream().map(Limit::toString).sorted().collect(Collectors.joining("; "));
        Results.ofLibraries()
                .add(new Result(
                        library.name(),
                        row.combination.jdk().toString(),
                        test.getRequiredTestMethod().getName(),
                        passed,
                        limits));
    }
}
