package io.countersign.it.contract;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Limit;
import io.countersign.it.support.Result;
import io.countersign.it.support.Results;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Writes down how each test of the contract ended, for {@code docs/support.md}. */
final class ResultsOfContract implements TestWatcher {

    @Override
    public void testSuccessful(ExtensionContext test) {
        write(test, true);
    }

    @Override
    public void testFailed(ExtensionContext test, Throwable cause) {
        write(test, false);
    }

    private static void write(ExtensionContext test, boolean passed) {
        HttpClientContract contract = (HttpClientContract) test.getRequiredTestInstance();
        Application application = contract.combination.application();
        String limits =
                application.limits().stream().map(Limit::toString).sorted().collect(Collectors.joining("; "));
        Results.ofContract()
                .add(new Result(
                        application.name(),
                        contract.combination.jdk().toString(),
                        test.getRequiredTestMethod().getName(),
                        passed,
                        limits));
    }
}
