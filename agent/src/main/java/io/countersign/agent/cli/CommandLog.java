package io.countersign.agent.cli;

import io.countersign.agent.LogSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps what the engine says during a command, so that its report can tell the steps; holds no secrets, as no line does. */
final class CommandLog implements LogSink {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    @Override
    public boolean print(int level, String message) {
        return lines.add(message);
    }

    @Override
    public boolean wantsDebug() {
        return true;
    }

    /** So far. */
    List<String> lines() {
        return new ArrayList<>(lines);
    }
}
