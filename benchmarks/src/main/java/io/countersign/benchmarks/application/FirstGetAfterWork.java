package io.countersign.benchmarks.application;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.Locale;

/** A program that has its HTTP client at once, is busy with other things for a while, and then sends one request. */
@AllowForbidden("standard output is what the benchmark reads")
public final class FirstGetAfterWork {

    private static final double NANOS_PER_MILLI = 1e6;

    private FirstGetAfterWork() {}

    /**
     * Prints the status and how many milliseconds the request took.
     *
     * @param arguments the URL, and how many milliseconds the other things take
     */
    public static void main(String[] arguments) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(arguments[0]).openConnection();
        long end = System.nanoTime() + Long.parseLong(arguments[1]) * (long) NANOS_PER_MILLI;
        long rounds = 0;
        while (System.nanoTime() < end) {
            rounds++;
        }
        long start = System.nanoTime();
        int status = connection.getResponseCode();
        try (InputStream in = connection.getInputStream()) {
            rounds += in.read();
        }
        double millis = (System.nanoTime() - start) / NANOS_PER_MILLI;
        // The last part is never printed; without it the compiler may see that the work is for nothing and leave it
        // out.
        System.out.println(status + " " + String.format(Locale.ROOT, "%.3f", millis) + (rounds < -1 ? " never" : ""));
    }
}
