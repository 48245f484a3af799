package io.countersign.it.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.it.harness.AgentJar;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A folder and an environment in which commands of the shipped jar are run, one after the other. */
final class Shell {

    private static final long PATIENCE_SECONDS = 60;
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Jdk jdk;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private boolean logged = true;

    private Shell(Path folder, Jdk jdk) {
        this.folder = folder;
        this.jdk = jdk;
    }

    /** Nothing of our environment reaches it. */
    static Shell in(Path folder) {
        return in(folder, Jdk.running());
    }

    static Shell in(Path folder, Jdk jdk) {
        return new Shell(folder, jdk);
    }

    /** With a variable in its environment. */
    Shell variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** The same, whose output is to hold a token and must not lie where no secret may be. */
    Shell unlogged() {
        logged = false;
        return this;
    }

    /** Runs {@code java -jar countersign.jar} with these arguments. */
    Run run(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(jdk.java().toString(), "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-jar"));
        command.add(AgentJar.path().toString());
        command.addAll(List.of(arguments));
        try {
            Path out = log("out");
            Path err = log("err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the command does not end: " + String.join(" ", arguments));
            }
            return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where no secret may be found afterwards. */
    private Path log(String stream) throws IOException {
        return (logged ? Files.createDirectories(RunLogs.folder()) : folder)
                .resolve(
                        "%d-command-%03d.%s".formatted(ProcessHandle.current().pid(), COUNT.incrementAndGet(), stream));
    }

    /** What a command printed, and how it ended. */
    record Run(int exit, String out, String err) {

        /** The line that has to say it all. */
        String firstLine() {
            return out.lines().findFirst().orElse("");
        }

        /** The whole output as JSON. */
        JsonNode json() {
            try {
                return JSON.readTree(out.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
