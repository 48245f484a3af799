package io.countersign.sigv4;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The moment of signing as AWS writes it, in UTC and to the second. */
final class Timestamp {

    private static final int DAY = "yyyyMMdd".length();

    private final long second;
    private final String text;
    private final String day;

    private Timestamp(long second) {
        this.second = second;
        this.text = text(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
        this.day = text.substring(0, DAY);
    }

    static Timestamp of(Instant instant) {
        return new Timestamp(instant.getEpochSecond());
    }

    boolean isOf(Instant instant) {
        return second == instant.getEpochSecond();
    }

    /** The day of the credential scope, for instance {@code 20150830}. */
    String day() {
        return day;
    }

    /** For instance {@code 20150830T123600Z}. */
    @Override
    public String toString() {
        return text;
    }

    private static String text(LocalDateTime utc) {
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
