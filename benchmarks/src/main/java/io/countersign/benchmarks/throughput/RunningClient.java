package io.countersign.benchmarks.throughput;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** An application of the module {@code applications}, in a JVM that lives through the whole measurement. */
final class RunningClient implements AutoCloseable {

    private final Process process;
    private final PrintWriter in;
    private final BufferedReader out;

    private RunningClient(Process process) {
        this.process = process;
        this.in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts it and waits until it is ready; what it has to complain about is seen on our own standard error. */
    static RunningClient start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        RunningClient client = new RunningClient(builder.start());
        client.expect("READY");
        return client;
    }

    /** The nanoseconds that so many requests took, one after the other; each header is {@code Name: value}. */
    double nanos(int requests, String url, List<String> headers) throws IOException {
        in.println("TIMED\t" + requests + "\tGET\t" + url + "\t"
                + String.join("", headers.stream().map(header -> "\t" + header).toList()));
        return Double.parseDouble(line());
    }

    /** Opens the one web socket that it talks over. */
    void open(String url, String subprotocol) throws IOException {
        in.println("OPEN\t" + url + "\t\tSec-WebSocket-Protocol: " + subprotocol);
        String outcome = line();
        if (!outcome.startsWith("101\t")) {
            throw new IOException("no web socket opened: " + outcome);
        }
    }

    /** The nanoseconds from the first of so many equal texts to the answer to the last. */
    double nanosOfTexts(int texts, String text) throws IOException {
        String body = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        in.println("TIMED\t1\tREPEAT\there:now\t" + body + "\tTimes: " + texts);
        return Double.parseDouble(line());
    }

    private void expect(String expected) throws IOException {
        String line = line();
        if (!line.equals(expected)) {
            throw new IOException("expected " + expected + ", got: " + line);
        }
    }

    private String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the application ended; what it said stands above");
        }
        return line;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
