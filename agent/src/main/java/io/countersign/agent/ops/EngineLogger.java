package io.countersign.agent.ops;

import io.countersign.agent.AgentLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** The engine's own lines, steps of log-ins only where debug lines are wanted; of its libraries only the errors, which the engine reports in its own words. */
final class EngineLogger extends LegacyAbstractLogger {

    private static final long serialVersionUID = 1L;

    private final boolean ours;

    EngineLogger(String name) {
        this.name = name;
        this.ours = name.startsWith("io.countersign.");
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return ours && AgentLog.wantsDebug();
    }

    @Override
    public boolean isInfoEnabled() {
        return ours;
    }

    @Override
    public boolean isWarnEnabled() {
        return ours;
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String pattern,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        String message = MessageFormatter.basicArrayFormat(pattern, arguments);
        if (level == Level.ERROR && thrown != null) {
            AgentLog.error(message, thrown);
        } else if (level == Level.ERROR) {
            AgentLog.error(message);
        } else if (level == Level.WARN) {
            AgentLog.warn(message);
        } else if (level == Level.INFO) {
            AgentLog.info(message);
        } else {
            AgentLog.debug(message);
        }
    }
}
