package io.countersign.benchmarks.heap;

import io.countersign.benchmarks.micro.OneHeader;
import io.countersign.benchmarks.startup.Machine;
import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.CachedTokens;
import io.countersign.token.HeaderSigner;
import io.countersign.token.RefreshPolicy;
import io.countersign.token.Token;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenSource;
import io.countersign.token.TokenUse;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The used heap of this JVM after full collections, while one identity refreshes on and on: tokens of 1.5 KB each, every
 * tenth fetch a failure, an hour between two fetches on a clock of its own.
 */
@Command(
        name = "heap",
        description = "The heap after 1,000, 10,000 and 100,000 refreshes of one identity; it should stay flat.",
        mixinStandardHelpOptions = true)
public final class HeapAfterRefreshes implements Callable<Integer> {

    private static final int[] REFRESHES = {100, 1_000, 10_000, 100_000};
    private static final int REFERENCE = 1_000;
    private static final double FLAT = 1.05;
    private static final double KIB = 1024;

    private final Clock clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** @param clock dates the figures */
    public HeapAfterRefreshes(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(LocalDateTime.now(clock).truncatedTo(ChronoUnit.MINUTES) + " UTC; " + Machine.describe());
        out.println("\n| refreshes | heap, KiB | against " + REFERENCE + " refreshes |\n|---|---:|---:|");
        Refreshing identity = new Refreshing();
        double reference = 0;
        double last = 0;
        for (int refreshes : REFRESHES) {
            identity.refreshUntil(refreshes);
            last = usedHeap();
            reference = refreshes == REFERENCE ? last : reference;
            out.printf(
                    Locale.ROOT,
                    "| %,d | %.0f | %s |%n",
                    refreshes,
                    last / KIB,
                    reference == 0 ? "" : String.format(Locale.ROOT, "%.3f", last / reference));
        }
        out.flush();
        return last <= FLAT * reference ? 0 : 1;
    }

    /** The least of a few collections: what they leave differs by what other threads do meanwhile. */
    private static double usedHeap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            memory.gc();
            least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    /** One identity whose clock jumps from refresh to refresh. */
    private static final class Refreshing extends Clock implements TokenSource {

        private static final Duration LIFETIME = Duration.ofHours(1);
        private static final int TOKEN_LENGTH = 1500;
        private static final int FAILURES = 10;

        private final CachedTokens tokens =
                CachedTokens.of("orders", this, RefreshPolicy.of(new Random(1)), this, Runnable::run);
        private final HeaderSigner signer = HeaderSigner.of("Authorization", "Bearer ", tokens, TokenUse.ACCESS);
        private Instant now = Instant.EPOCH;
        private int fetches;
        private int refreshes;

        void refreshUntil(int goal) throws IOException {
            while (refreshes < goal) {
                now = now.plus(LIFETIME);
                try {
                    signer.sign(new OneHeader());
                } catch (AuthenticationException everyTenth) {
                    now = now.plus(LIFETIME);
                }
            }
        }

        @Override
        public TokenSet fetch(@Nullable TokenSet previous) throws AuthenticationException {
            if (++fetches % FAILURES == 0) {
                throw AuthenticationException.transientFailure("attempt " + fetches + " was throttled", null);
            }
            refreshes++;
            return TokenSet.of(token("access")).withId(token("id")).withRefreshToken(text("refresh"));
        }

        private Token token(String kind) {
            return Token.expiring(text(kind), now, now.plus(LIFETIME));
        }

        private Secret text(String kind) {
            return Secret.of(kind + "-" + fetches + "-" + "t".repeat(TOKEN_LENGTH));
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("a measurement needs no other zone");
        }

        @Override
        public String toString() {
            return "the measured source";
        }
    }
}
