package io.countersign.benchmarks.micro;

import io.countersign.request.AuthenticationException;
import io.countersign.request.Authorization;
import io.countersign.request.RequestSigner;
import io.countersign.secret.Secret;
import io.countersign.token.CachedTokens;
import io.countersign.token.HeaderSigner;
import io.countersign.token.RefreshPolicy;
import io.countersign.token.SteadyClock;
import io.countersign.token.Token;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenUse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/** What a request pays for a token that is fresh, alone and beside another thread that uses the same identity. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FreshToken {

    private final Clock wall = Clock.systemUTC();
    private final Clock steady = SteadyClock.of(wall, System::nanoTime);
    private final CachedTokens tokens = freshTokens();
    private final RequestSigner signer = HeaderSigner.of("Authorization", "Bearer ", tokens, TokenUse.ACCESS);

    /** The wall clock alone. */
    @Benchmark
    public long wallClock() {
        return wall.millis();
    }

    /** The clock that lifetimes are counted by, alone; part of all below. */
    @Benchmark
    public long steadyClock() {
        return steady.millis();
    }

    /** The token. */
    @Benchmark
    public Token current() throws AuthenticationException {
        return tokens.current(TokenUse.ACCESS);
    }

    /** The token, when two threads ask. */
    @Benchmark
    @Threads(2)
    public Token currentInTwoThreads() throws AuthenticationException {
        return tokens.current(TokenUse.ACCESS);
    }

    /** The token in the header. */
    @Benchmark
    public Authorization header(OneHeader hop) throws IOException {
        return signer.sign(hop);
    }

    /** The token in the header, when two threads send. */
    @Benchmark
    @Threads(2)
    public Authorization headerInTwoThreads(OneHeader hop) throws IOException {
        return signer.sign(hop);
    }

    private CachedTokens freshTokens() {
        Instant now = wall.instant();
        Token token = Token.expiring(Secret.of("t".repeat(1000)), now, now.plus(Duration.ofHours(1)));
        return CachedTokens.of(
                "orders", previous -> TokenSet.of(token), RefreshPolicy.of(new Random()), steady, Runnable::run);
    }
}
