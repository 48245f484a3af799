package io.countersign.cognito;

import io.countersign.request.HttpDate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The time where Cognito is, learned from the {@code Date} of its answers: a proof or a one-time code made with a clock
 * that is minutes off is refused like a wrong one, and counts towards the lockout.
 */
final class ServerClock {

    private static final Logger LOG = LoggerFactory.getLogger(ServerClock.class);

    /** A Date has whole seconds and was some time on its way; below this the local clock is the better one. */
    private static final Duration NOISE = Duration.ofSeconds(10);

    private static final Duration WORTH_A_LINE = Duration.ofMinutes(1);

    private final Clock local;
    private volatile Duration offset = Duration.ZERO;

    ServerClock(Clock local) {
        this.local = local;
    }

    Instant now() {
        return local.instant().plus(offset);
    }

    /** @param answer null if there was none */
    void learn(@Nullable SdkHttpResponse answer) {
        Instant there = answer == null
                ? null
                : HttpDate.parsed(answer.firstMatchingHeader("Date").orElse(null));
        if (there != null) {
            learn(Duration.between(local.instant(), there));
        }
    }

    private void learn(Duration difference) {
        Duration learned = difference.abs().compareTo(NOISE) < 0 ? Duration.ZERO : difference;
        boolean changed = learned.minus(offset).abs().compareTo(WORTH_A_LINE) >= 0;
        offset = learned;
        if (changed) {
            LOG.warn(
                    "this host's clock is {} s {} that of Amazon Cognito; log-ins allow for it, other software may not:"
                            + " set the clock right",
                    learned.abs().toMillis() / 1000,
                    learned.isNegative() ? "ahead of" : "behind");
        }
    }
}
