package io.countersign.it.demo;

import io.countersign.it.demo.AppRun.Exchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the application in a JVM of its own, on the JDK that runs the demo, with nothing of the demo's environment. */
final class Launcher {

    private static final long PATIENCE_SECONDS = 60;

    private final Path agentJar;
    private final Path application;

    /** @param application a jar whose manifest names its main class and its libraries */
    Launcher(Path agentJar, Path application) {
        this.agentJar = agentJar;
        this.application = application;
    }

    AppRun withoutAgent(List<String> arguments, Path folder) throws IOException, InterruptedException {
        return run(List.of(), arguments, Map.of(), folder);
    }

    AppRun withAgent(Path rules, Shop shop, Path folder) throws IOException, InterruptedException {
        String option = "-javaagent:" + agentJar + "=" + rules;
        return run(List.of(option), shop.applicationArguments(), shop.environment(), folder);
    }

    private AppRun run(List<String> options, List<String> arguments, Map<String, String> environment, Path folder)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(options);
        words.addAll(List.of("-jar", application.toString()));
        words.addAll(arguments);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        end(start(words, environment, out, err));
        List<Exchange> exchanges = lines(out).map(Exchange::parse).toList();
        return new AppRun(
                commandLine(environment, options, arguments),
                exchanges,
                lines(err).toList());
    }

    private static Process start(List<String> words, Map<String, String> environment, Path out, Path err)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(words);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void end(Process process) throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("The application did not end within " + PATIENCE_SECONDS + " seconds.");
        }
    }

    /** In lines that a terminal holds; the secrets are the caller's to fill in. */
    private String commandLine(Map<String, String> environment, List<String> options, List<String> arguments) {
        List<String> lines = new ArrayList<>();
        if (!environment.isEmpty()) {
            lines.add(environment.keySet().stream().sorted().collect(Collectors.joining("=... ", "", "=...")));
        }
        lines.add(Stream.concat(Stream.of("java"), options.stream()).collect(Collectors.joining(" ")));
        lines.add("  -jar " + application);
        int last = arguments.size() - 1;
        lines.add("  " + String.join(" ", arguments.subList(0, last)));
        lines.add("  '" + arguments.get(last) + "'");
        return lines.stream().collect(Collectors.joining(" \\" + System.lineSeparator() + "  ", "  ", ""));
    }

    private static Stream<String> lines(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.UTF_8).stream().filter(line -> !line.isBlank());
    }
}
