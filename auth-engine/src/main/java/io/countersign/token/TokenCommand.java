package io.countersign.token;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A program that is run for what it prints, without a shell, with this process's environment and working directory and
 * without input. Its arguments and its standard error may hold secrets: neither is ever shown.
 */
final class TokenCommand {

    private static final int LONGEST = 64 * 1024;

    private final String program;
    private final List<Secret> words;
    private final Duration timeout;

    private TokenCommand(String program, List<Secret> words, Duration timeout) {
        this.program = program;
        this.words = words;
        this.timeout = timeout;
    }

    static TokenCommand of(List<Secret> words, Duration timeout) {
        return new TokenCommand(words.get(0).reveal(), new ArrayList<>(words), timeout);
    }

    /** Its standard output. */
    byte[] run() throws AuthenticationException {
        Process process = start();
        // Whatever the program started may keep its output open, so that reading has no end: not in this thread.
        FutureTask<byte[]> output = new FutureTask<>(() -> all(process.getInputStream()));
        try {
            Thread reader = new Thread(output, "countersign-command-output");
            reader.setDaemon(true);
            reader.start();
            byte[] printed = output.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            check(printed, process);
            return printed;
        } catch (TimeoutException e) {
            throw tooSlow();
        } catch (ExecutionException e) {
            throw failed("cannot be read: " + e.getCause(), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("was waited for in a thread that has been interrupted", null);
        } finally {
            process.destroyForcibly();
        }
    }

    AuthenticationException failed(String what, @Nullable Throwable cause) {
        return AuthenticationException.transientFailure(this + " " + what, cause);
    }

    private void check(byte[] printed, Process process) throws AuthenticationException, InterruptedException {
        if (printed.length > LONGEST) {
            throw failed("prints more than " + LONGEST + " bytes; it must print one token only", null);
        }
        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            throw tooSlow();
        }
        int status = process.exitValue();
        if (status != 0) {
            throw failed(
                    "ended with exit code " + status
                            + "; run it by hand as the user of this process to see why (what it says of that is not"
                            + " shown, as it may hold secrets)",
                    null);
        }
    }

    private AuthenticationException tooSlow() {
        return failed(
                "did not end within " + timeout.toMillis()
                        + " ms and was stopped; raise the identity's timeout, or make" + " it faster",
                null);
    }

    private Process start() throws AuthenticationException {
        File nowhere = new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
        try {
            List<String> revealed = new ArrayList<>();
            words.forEach(word -> revealed.add(word.reveal()));
            return new ProcessBuilder(revealed)
                    .redirectInput(ProcessBuilder.Redirect.from(nowhere))
                    .redirectError(ProcessBuilder.Redirect.to(nowhere))
                    .start();
        } catch (IOException e) {
            throw failed("cannot be started; check that the program is there and may be run by this process", e);
        }
    }

    private static byte[] all(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer); n >= 0 && bytes.size() <= LONGEST; n = in.read(buffer)) {
            bytes.write(buffer, 0, n);
        }
        return bytes.toByteArray();
    }

    /** The program only. */
    @Override
    public String toString() {
        return "the command " + program;
    }
}
