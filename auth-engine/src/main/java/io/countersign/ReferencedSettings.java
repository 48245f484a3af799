package io.countersign;

import io.countersign.request.AuthenticationException;
import io.countersign.rules.IdentitySettings;
import io.countersign.secret.UnresolvedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The settings of one identity whose values stand in files or vaults, as last read. What was read once is used on if it
 * cannot be read again.
 */
final class ReferencedSettings {

    private final IdentitySettings written;
    private final Vaults vaults;
    private final Clock clock;
    private final Logger log;
    /** No monitor, since virtual threads may wait for it while a vault is asked. */
    private final Lock reading = new ReentrantLock();

    private volatile @Nullable Reading last;

    ReferencedSettings(IdentitySettings written, Vaults vaults, Clock clock, Logger log) {
        this.written = written;
        this.vaults = vaults;
        this.clock = clock;
        this.log = log;
        this.last = written.leadsOut() ? null : new Reading(written, 1, Instant.MIN, null);
    }

    /** Whether reading may take a while. */
    boolean leadsOut() {
        return written.leadsOut();
    }

    /** What was last read, or if that is older than so long, what is there now. */
    Reading notOlderThan(Duration age) throws AuthenticationException {
        Reading known = last;
        if (known != null && clock.instant().isBefore(known.at.plus(age))) {
            return known;
        }
        return reread();
    }

    /** What is there now; its number is that of the reading before if nothing has changed. */
    Reading reread() throws AuthenticationException {
        reading.lock();
        try {
            Reading known = last;
            Reading next = read(known);
            last = next;
            return next;
        } finally {
            reading.unlock();
        }
    }

    /** The last reading, or the first one. */
    Reading lastReading() throws AuthenticationException {
        Reading known = last;
        return known == null ? reread() : known;
    }

    /** The number of the last reading; 0 if there was none. */
    int number() {
        Reading known = last;
        return known == null ? 0 : known.number;
    }

    private Reading read(@Nullable Reading known) throws AuthenticationException {
        try {
            IdentitySettings found = written.resolved(written.leadsOut() ? vaults.toVaults() : vaults.toFiles());
            boolean changed = known == null || !found.equals(known.settings);
            int number = known == null ? 1 : known.number + (changed ? 1 : 0);
            return new Reading(found, number, clock.instant(), null);
        } catch (IllegalArgumentException e) {
            boolean mayPass = e instanceof UnresolvedException && ((UnresolvedException) e).mayPass();
            String message = String.valueOf(e.getMessage());
            if (known != null) {
                return unread(known, message);
            }
            throw mayPass
                    ? AuthenticationException.transientFailure(message, e.getCause())
                    : AuthenticationException.terminal(message, e.getCause());
        }
    }

    /** A file that was removed after it was read is nothing to speak of; a vault is meant to be there. */
    private Reading unread(Reading known, String why) {
        if (written.leadsOut() && !why.equals(known.trouble)) {
            log.warn("{}: {} (what was read before is used on)", written.name(), why);
        }
        return new Reading(known.settings, known.number, known.at, why);
    }

    @Override
    public String toString() {
        return written.toString();
    }

    /** What one reading gave. */
    static final class Reading {

        private final IdentitySettings settings;
        private final int number;
        private final Instant at;
        private final @Nullable String trouble;

        Reading(IdentitySettings settings, int number, Instant at, @Nullable String trouble) {
            this.settings = settings;
            this.number = number;
            this.at = at;
            this.trouble = trouble;
        }

        IdentitySettings settings() {
            return settings;
        }

        /** Grows with each change. */
        int number() {
            return number;
        }

        /** Whether newer values were looked for in vain. */
        boolean isOutdated() {
            return trouble != null;
        }
    }
}
