package io.countersign.sigv4;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The moment of signing as AWS writes it, in UTC; its first eight characters are the day of the credential scope. */
final class Timestamp {

    private Timestamp() {}

    /** For instance {@code 20150830T123600Z}. */
    static String of(Instant instant) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
        char[] out = {'0', '0', '0', '0', '0', '0', '0', '0', 'T', '0', '0', '0', '0', '0', '0', 'Z'};
        put(out, 0, utc.getYear() / 100);
        put(out, 2, utc.getYear() % 100);
        put(out, 4, utc.getMonthValue());
        put(out, 6, utc.getDayOfMonth());
        put(out, 9, utc.getHour());
        put(out, 11, utc.getMinute());
        put(out, 13, utc.getSecond());
        return new String(out);
    }

    private static void put(char[] out, int at, int twoDigits) {
        out[at] += (char) (twoDigits / 10);
        out[at + 1] += (char) (twoDigits % 10);
    }
}
