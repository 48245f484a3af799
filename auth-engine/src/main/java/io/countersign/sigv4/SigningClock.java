package io.countersign.sigv4;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What signatures are dated by: this host's clock, put right by the {@code Date} of an answer that refused one. AWS
 * takes a signature for five minutes, so one identity's signers share what they learn.
 */
public final class SigningClock {

    private final Clock local;
    private volatile Duration offset = Duration.ZERO;

    private SigningClock(Clock local) {
        this.local = local;
    }

    /** Takes this clock's word until a service says otherwise. */
    public static SigningClock of(Clock local) {
        return new SigningClock(local);
    }

    /** How far the local clock is put forward. */
    Duration offset() {
        return offset;
    }

    /** The time that a signature bears under this offset. */
    Instant now(Duration learned) {
        Instant now = local.instant();
        return learned.isZero() ? now : now.plus(learned);
    }

    /**
     * Believes an answer's date if it is further than this from the time that the refused signature was dated by.
     *
     * @param used the offset of that signature; what others learned meanwhile counts as learned
     * @return whether the same request would be dated otherwise now
     */
    boolean learn(@Nullable String date, Duration used, Duration tolerance) {
        Instant there = date == null ? null : parsed(date);
        if (there == null) {
            return false;
        }
        Duration difference = Duration.between(local.instant(), there);
        if (difference.minus(used).abs().compareTo(tolerance) <= 0) {
            return false;
        }
        boolean news = difference.minus(offset).abs().compareTo(tolerance) > 0;
        offset = difference;
        if (news) {
            say(difference);
        }
        return true;
    }

    private static void say(Duration difference) {
        LoggerFactory.getLogger(SigningClock.class)
                .warn(
                        "this host's clock is {} s {} that of AWS; signatures allow for it, other software may not:"
                                + " set the clock right",
                        difference.abs().toMillis() / 1000,
                        difference.isNegative() ? "ahead of" : "behind");
    }

    private static @Nullable Instant parsed(String date) {
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
