package io.countersign.it.contract;

import io.countersign.it.harness.Combination;
import io.countersign.it.harness.Limit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Writes down each test of the contract that ran, for {@code docs/support.md}: client, JDK, test, outcome and the
 * client's limits, tab-separated.
 */
final class ResultsOfContract implements TestWatcher {

    private static final Path FOLDER = Path.of(System.getProperty("countersign.results", "target/results"));

    @Override
    public void testSuccessful(ExtensionContext test) {
        write(test, "passed");
    }

    @Override
    public void testFailed(ExtensionContext test, Throwable cause) {
        write(test, "failed");
    }

    private static void write(ExtensionContext test, String outcome) {
        Combination combination = ((HttpClientContract) test.getRequiredTestInstance()).combination;
        String limits = combination.application().limits().stream()
                .map(Limit::toString)
                .sorted()
                .collect(Collectors.joining("; "));
        String line = String.join(
                "\t",
                combination.application().name(),
                combination.jdk().toString(),
                test.getRequiredTestMethod().getName(),
                outcome,
                limits);
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(
                    FOLDER.resolve("contract.tsv"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
