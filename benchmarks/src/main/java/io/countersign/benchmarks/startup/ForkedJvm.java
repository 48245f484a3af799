package io.countersign.benchmarks.startup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Starts JVMs one after the other. Nothing of our environment reaches them. */
final class ForkedJvm {

    private static final long PATIENCE_SECONDS = 60;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Path launcher;
    private final List<String> options;
    private final Path output;

    /** @param output the file that each JVM's output replaces */
    ForkedJvm(Path home, List<String> options, Path output) {
        this.launcher = home.resolve("bin").resolve("java");
        this.options = options;
        this.output = output;
    }

    /** The milliseconds from the start of the process to its end, which must be an orderly one with this output. */
    double run(List<String> arguments, String expectedOutput) throws IOException, InterruptedException {
        long start = System.nanoTime();
        String printed = output(arguments);
        double elapsed = (System.nanoTime() - start) / NANOS_PER_MILLI;
        if (!withoutGoodNews(printed).equals(expectedOutput)) {
            throw new IOException("expected '" + expectedOutput + "' from " + arguments + ", got: " + printed);
        }
        return elapsed;
    }

    /** Countersign says that it is on and what it weaves; anything else that it says is a failure. */
    private static String withoutGoodNews(String printed) {
        return printed.lines()
                .filter(line -> !line.startsWith("Countersign: version ")
                        && !(line.startsWith("Countersign: ") && line.contains(" is woven (")))
                .collect(Collectors.joining("\n"));
    }

    /** What the JVM printed, which must have come to an orderly end. */
    String output(List<String> arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(options);
        all.addAll(arguments);
        ProcessBuilder builder = builder(all);
        int status = statusOf(builder.start());
        String printed = Files.readString(output, StandardCharsets.UTF_8).strip();
        if (status != 0) {
            throw new IOException("status " + status + " from " + builder.command() + ": " + printed);
        }
        return printed;
    }

    /** The line that says which build of Java this is. */
    String version() throws IOException, InterruptedException {
        statusOf(builder(List.of("-version")).start());
        return Files.readAllLines(output, StandardCharsets.UTF_8).stream()
                .filter(line -> line.contains("Runtime Environment"))
                .findFirst()
                .orElseThrow(() -> new IOException(launcher + " is no Java launcher"));
    }

    private ProcessBuilder builder(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(launcher.toString());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().clear();
        return builder;
    }

    private static int statusOf(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("a forked JVM did not end within " + PATIENCE_SECONDS + " s");
        }
        return process.exitValue();
    }
}
