package io.countersign.sigv4;

import io.countersign.request.HttpDate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What signatures are dated by: this host's clock, put right by the {@code Date} of an answer that refused one. AWS
 * takes a signature for five minutes, so one identity's signers share what they learn. What was learned holds until a
 * refusal says otherwise, not for a time: each trial of a wrong clock would cost a request that cannot be sent again.
 */
public final class SigningClock {

    /** A Date has whole seconds and was some time on its way; below this the local clock is the better one. */
    private static final Duration NOISE = Duration.ofSeconds(10);

    /**
     * No certificate of AWS lives longer, so a host whose clock is further off hardly gets an answer over TLS; and a
     * signature that is dated years ahead would be good for whoever caught it.
     */
    private static final Duration MOST = Duration.ofDays(397);

    private final Clock local;
    private final Logger log;
    private final AtomicBoolean saidAbsurd = new AtomicBoolean();
    private volatile Duration offset = Duration.ZERO;
    private volatile Timestamp last = Timestamp.of(Instant.EPOCH);

    private SigningClock(Clock local, Logger log) {
        this.local = local;
        this.log = log;
    }

    /** Takes this clock's word until a service says otherwise. */
    public static SigningClock of(Clock local) {
        return of(local, LoggerFactory.getLogger(SigningClock.class));
    }

    static SigningClock of(Clock local, Logger log) {
        return new SigningClock(local, log);
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

    /** The same as AWS writes it; made once a second, however many signatures bear it. */
    Timestamp timestamp(Duration learned) {
        Instant now = now(learned);
        Timestamp known = last;
        if (!known.isOf(now)) {
            known = Timestamp.of(now);
            last = known;
        }
        return known;
    }

    /**
     * Believes an answer's date if it is further than this from the time that the refused signature was dated by.
     *
     * @param used the offset of that signature; what others learned meanwhile counts as learned
     * @return whether the same request would be dated otherwise now
     */
    boolean learn(@Nullable String date, Duration used, Duration tolerance) {
        Instant there = HttpDate.parsed(date);
        if (there == null) {
            return false;
        }
        Duration difference = Duration.between(local.instant(), there);
        if (difference.minus(used).abs().compareTo(tolerance) <= 0 || isAbsurd(difference)) {
            return false;
        }
        boolean news = difference.minus(offset).abs().compareTo(tolerance) > 0;
        offset = difference.abs().compareTo(NOISE) < 0 ? Duration.ZERO : difference;
        if (news) {
            say(offset);
        }
        return true;
    }

    private boolean isAbsurd(Duration difference) {
        if (difference.abs().compareTo(MOST) <= 0) {
            return false;
        }
        if (!saidAbsurd.getAndSet(true)) {
            log.warn(
                    "a service that refused a signature dates its answer {} days {} this host's clock, which is not"
                            + " believed; set the clock right, or find out who answered",
                    difference.abs().toDays(),
                    difference.isNegative() ? "before" : "after");
        }
        return true;
    }

    private void say(Duration learned) {
        if (learned.isZero()) {
            log.info("this host's clock agrees with that of AWS again; signatures are dated by it");
            return;
        }
        log.warn(
                "this host's clock is {} s {} that of AWS; signatures allow for it, other software may not: set the"
                        + " clock right",
                learned.abs().toMillis() / 1000,
                learned.isNegative() ? "ahead of" : "behind");
    }
}
