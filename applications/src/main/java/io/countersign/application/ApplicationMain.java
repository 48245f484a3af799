package io.countersign.application;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.Authenticator;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * An application with one HTTP client library. It reads requests from standard input, one a line, and prints for each
 * one line: status and the SHA-256 of the body, or the exception. {@code MANY}, a number of requests, a number of threads,
 * each followed by a tab, before a request stand for that many; no thread stands for a virtual one for each request. {@code
 * WITHIN} and milliseconds are how long its answer may take. {@code INTERRUPT} or {@code CANCEL} and a tab before a request
 * do that to it when the next line comes. {@code TIMED} and a number before a request stand for so many, one after the other,
 * whose nanoseconds are printed, all together, if each is answered with 200.
 */
@AllowForbidden("standard output is what this application is about")
public final class ApplicationMain {

    private static final String MANY = "MANY\t";
    private static final String WITHIN = "WITHIN\t";
    private static final String TIMED = "TIMED\t";
    private static final String INTERRUPT = "INTERRUPT\t";
    private static final String CANCEL = "CANCEL\t";
    private static final int OK = 200;

    private ApplicationMain() {}

    /** The one argument names the library: {@code package.Class#factory}, below this package. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        if (Settings.proxyLogin() != null) {
            Authenticator.setDefault(Settings.authenticator());
        }
        Client client = client(arguments[0]);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        out.println("READY");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith(MANY)) {
                sendMany(line.split("\t", 4), client, out);
            } else if (line.startsWith(WITHIN)) {
                String[] fields = line.split("\t", 3);
                out.println(outcome(client, Request.parse(fields[2]).within(Integer.parseInt(fields[1]))));
            } else if (line.startsWith(INTERRUPT)) {
                Request request = Request.parse(line.substring(INTERRUPT.length()));
                sendAndEnd(client, request, in, out, Thread::interrupt);
            } else if (line.startsWith(CANCEL)) {
                Request request = Request.parse(line.substring(CANCEL.length()));
                sendAndEnd(
                        client, request, in, out, thread -> request.cancelled().now());
            } else if (line.startsWith(TIMED)) {
                out.println(nanos(line.split("\t", 3), client));
            } else {
                out.println(outcome(client, Request.parse(line)));
            }
        }
        System.exit(0);
    }

    private static void sendMany(String[] fields, Client client, PrintStream out) throws Exception {
        ExecutorService crowd = threads(Integer.parseInt(fields[2]));
        for (int i = 0; i < Integer.parseInt(fields[1]); i++) {
            crowd.execute(() -> out.println(outcome(client, Request.parse(fields[3]))));
        }
        crowd.shutdown();
        if (!crowd.awaitTermination(10, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the requests do not end");
        }
    }

    private static long nanos(String[] fields, Client client) throws Exception {
        Request request = Request.parse(fields[2]);
        long start = System.nanoTime();
        for (int i = Integer.parseInt(fields[1]); i > 0; i--) {
            int status = client.send(request).status();
            if (status != OK) {
                throw new IllegalStateException("answered with " + status);
            }
        }
        return System.nanoTime() - start;
    }

    /** Virtual ones exist from Java 21 on. */
    private static ExecutorService threads(int count) throws ReflectiveOperationException {
        return count > 0
                ? Executors.newFixedThreadPool(count)
                : (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null);
    }

    private static void sendAndEnd(
            Client client, Request request, BufferedReader in, PrintStream out, Consumer<Thread> end)
            throws IOException {
        Thread sender = new Thread(() -> out.println(outcome(client, request)), "sender");
        sender.start();
        in.readLine();
        end.accept(sender);
    }

    /**
     * By name, so that only the library that is meant need be there.
     *
     * @param name the factory of the client, {@code package.Class#method}, below this package
     */
    public static Client client(String name) throws ReflectiveOperationException {
        String[] parts = name.split("#", 2);
        return (Client) Class.forName(ApplicationMain.class.getPackage().getName() + "." + parts[0])
                .getMethod(parts[1])
                .invoke(null);
    }

    /** Sends what a line says, and gives the line that says what came of it. */
    public static String outcome(Client client, String line) {
        return outcome(client, Request.parse(line));
    }

    private static String outcome(Client client, Request request) {
        try {
            Response response = client.send(request);
            return response.status() + "\t" + response.digest();
        } catch (Exception e) {
            return e.getClass().getName() + "\t"
                    + String.valueOf(e.getMessage()).replaceAll("\\R", "\\\\n");
        }
    }
}
