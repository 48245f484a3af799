package io.countersign.agent.ops;

import io.countersign.event.FetchKind;
import io.countersign.event.TokenEvents;
import io.countersign.request.AuthenticationException;
import io.countersign.token.TokenStatus;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Counts the attempts of one identity to get tokens or credentials. */
final class IdentityFigures implements TokenEvents, IdentityMBean {

    private final String name;
    private final Figures figures;
    private final Clock clock;
    private final Tally<FetchKind> got = Tally.of(FetchKind.class);
    private final Tally<FetchKind> failed = Tally.of(FetchKind.class);
    private volatile @Nullable LastError lastError;
    private volatile String type = "";

    IdentityFigures(String name, Figures figures, Clock clock) {
        this.name = name;
        this.figures = figures;
        this.clock = clock;
    }

    /** What the file says of the identity now. */
    void describe(String typeName) {
        type = typeName;
    }

    String name() {
        return name;
    }

    long got(FetchKind kind) {
        return got.of(kind);
    }

    long failed(FetchKind kind) {
        return failed.of(kind);
    }

    @Override
    public @Nullable Object begin() {
        Recorder recorder = figures.recorder();
        return recorder == null ? null : recorder.beginFetch();
    }

    @Override
    public void end(@Nullable Object begun, FetchKind kind, @Nullable AuthenticationException failure) {
        (failure == null ? got : failed).add(kind);
        if (failure != null) {
            lastError = LastError.of(failure, clock.instant());
        }
        Recorder recorder = figures.recorder();
        if (begun != null && recorder != null) {
            recorder.endFetch(begun, name, kind.word(), failure == null ? "ok" : "failed");
        }
    }

    /** Null while there is no engine. */
    @Nullable
    TokenStatus status() {
        return figures.status(name);
    }

    @Override
    public String getType() {
        return type;
    }

    @Override
    public String getState() {
        TokenStatus status = status();
        return (status == null ? TokenStatus.State.NONE : status.state()).word();
    }

    @Override
    public @Nullable String getExpiry() {
        TokenStatus status = status();
        return status == null || status.expiresAt() == null
                ? null
                : status.expiresAt().toString();
    }

    @Override
    public long getLogIns() {
        return got(FetchKind.LOG_IN);
    }

    @Override
    public long getRefreshes() {
        return got(FetchKind.REFRESH);
    }

    @Override
    public long getShared() {
        return got(FetchKind.SHARED);
    }

    @Override
    public long getFailures() {
        return failed.sum();
    }

    @Override
    public @Nullable String getLastError() {
        LastError last = lastError;
        return last == null ? null : last.message();
    }

    @Override
    public @Nullable String getLastErrorTime() {
        LastError last = lastError;
        return last == null ? null : last.at();
    }
}
