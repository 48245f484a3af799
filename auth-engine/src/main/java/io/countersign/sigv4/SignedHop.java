package io.countersign.sigv4;

import io.countersign.aws.AwsCredentials;
import io.countersign.aws.AwsCredentialsSource;
import io.countersign.request.Authorization;
import io.countersign.request.HopResponse;
import java.time.Duration;
import java.time.Instant;

/**
 * What a hop was signed with, and what is done if that is refused. AWS answers 403 to what another signature would mend
 * as well as to what it would not; only the former is worth a second request.
 */
final class SignedHop implements Authorization {

    private static final int FORBIDDEN = 403;

    /** A signature that is refused this far from the service's time may well have been refused for it. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    /** Where nothing is said, the date must be the likely reason: services take five minutes. */
    private static final Duration TOLERANCE_UNTOLD = Duration.ofMinutes(4);

    private final AwsCredentialsSource source;
    private final AwsCredentials credentials;
    private final SigningClock clock;
    private final Duration offset;

    /** @param offset what the clock was put forward by for this signature */
    SignedHop(AwsCredentialsSource source, AwsCredentials credentials, SigningClock clock, Duration offset) {
        this.source = source;
        this.credentials = credentials;
        this.clock = clock;
        this.offset = offset;
    }

    @Override
    public boolean renew(HopResponse refusal) {
        RefusalCause cause = RefusalCause.of(refusal);
        boolean forbidden = refusal.status() == FORBIDDEN;
        if (cause == RefusalCause.SIGNATURE || (cause == RefusalCause.UNTOLD && forbidden)) {
            Duration tolerance = cause == RefusalCause.SIGNATURE ? TOLERANCE : TOLERANCE_UNTOLD;
            if (clock.learn(refusal.header("Date"), offset, tolerance)) {
                return true;
            }
        }
        return (!forbidden || cause == RefusalCause.CREDENTIALS || haveExpired()) && source.renew(credentials);
    }

    private boolean haveExpired() {
        Instant end = credentials.sessionToken() == null ? null : credentials.expiration();
        return end != null && !clock.now(clock.offset()).isBefore(end);
    }
}
