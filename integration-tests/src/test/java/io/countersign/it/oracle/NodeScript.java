package io.countersign.it.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

import static org.junit.jupiter.api.Assertions.fail;

/** A running script of {@code src/test/node}, which answers one line of JSON with one line of JSON. */
public final class NodeScript implements AutoCloseable {

    private static final Path FOLDER = Path.of("src/test/node");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedReader answers;
    private final OutputStream questions;

    private NodeScript(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.questions = process.getOutputStream();
    }

    /** Starts a script, after installing its packages if they are missing. Without Node the test is skipped, in CI it fails. */
    public static NodeScript start(String script) {
        try {
            requirePackages();
            return new NodeScript(new ProcessBuilder("node", script)
                    .directory(FOLDER.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One question, one answer. */
    public synchronized JsonNode ask(JsonNode question) throws IOException {
        questions.write((question + "\n").getBytes(StandardCharsets.UTF_8));
        questions.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the script ended without an answer; see its error output");
        }
        return JSON.readTree(answer);
    }

    @Override
    public void close() {
        process.destroy();
    }

    private static synchronized void requirePackages() {
        if (!runs("node", "--version") || !runs("npm", "--version")) {
            missing("node and npm are not on the path");
        }
        if (!isInstalled() && !runs("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")) {
            missing("npm ci failed in " + FOLDER);
        }
    }

    /** npm writes a lock file of its own last, so one that is younger than ours tells that all of ours is there. */
    private static boolean isInstalled() {
        File wanted = FOLDER.resolve("package-lock.json").toFile();
        File installed = FOLDER.resolve("node_modules/.package-lock.json").toFile();
        return installed.isFile() && installed.lastModified() >= wanted.lastModified();
    }

    private static void missing(String what) {
        if ("true".equals(System.getenv("CI"))) {
            fail("The oracles need Node: " + what);
        }
        Assumptions.abort("Skipped, since the oracles need Node: " + what);
    }

    private static boolean runs(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(10, TimeUnit.MINUTES);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
