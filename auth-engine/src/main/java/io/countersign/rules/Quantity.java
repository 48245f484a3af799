package io.countersign.rules;

import java.time.Duration;

/** Durations and sizes as the rules file writes them; -1 stands for what is none. */
final class Quantity {

    private static final long LARGEST = Integer.MAX_VALUE;

    private Quantity() {}

    /** Milliseconds of {@code 500ms}, {@code 5s}, {@code 2m} or an ISO 8601 duration; more than nothing, under 24 days. */
    static long millis(String text) {
        long millis;
        if (text.startsWith("P")) {
            millis = isoMillis(text);
        } else if (text.endsWith("ms")) {
            millis = product(text, 2, 1);
        } else if (text.endsWith("s")) {
            millis = product(text, 1, 1000);
        } else {
            millis = text.endsWith("m") ? product(text, 1, 60_000) : -1;
        }
        return millis > 0 && millis <= LARGEST ? millis : -1;
    }

    /** Bytes of {@code 512KiB}, {@code 10MiB}, {@code 1GiB} or a plain number; under 2 GiB, as an array can hold no more. */
    static long bytes(String text) {
        long bytes;
        if (text.endsWith("KiB")) {
            bytes = product(text, 3, 1024);
        } else if (text.endsWith("MiB")) {
            bytes = product(text, 3, 1024 * 1024);
        } else if (text.endsWith("GiB")) {
            bytes = product(text, 3, 1024 * 1024 * 1024);
        } else {
            bytes = product(text, 0, 1);
        }
        return bytes <= LARGEST ? bytes : -1;
    }

    /** A plain decimal number of at most nine digits. */
    static int number(String text) {
        if (text.isEmpty() || text.length() > 9) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static long product(String text, int unitLength, long unit) {
        int number = number(text.substring(0, text.length() - unitLength));
        return number < 0 ? -1 : number * unit;
    }

    private static long isoMillis(String text) {
        try {
            return Duration.parse(text).toMillis();
        } catch (RuntimeException e) {
            // Named more precisely, java.time's exceptions would be loaded in every JVM, to verify this class.
            return -1;
        }
    }
}
