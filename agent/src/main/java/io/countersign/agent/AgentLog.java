package io.countersign.agent;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** One line per event, on standard error unless the rules say otherwise, whatever logging the application uses. */
public final class AgentLog {

    private static final String NAME = "Countersign: ";

    /** Causes can go round in a circle. */
    private static final int DEEPEST_CAUSE = 5;

    /** None until the rules name one; an array, since nothing static changes otherwise. */
    private static final @Nullable LogSink[] SINK = new LogSink[1];

    private AgentLog() {}

    /** Where lines go from now on; null is standard error. */
    public static void to(@Nullable LogSink sink) {
        LogSink before;
        synchronized (SINK) {
            before = SINK[0];
            SINK[0] = sink;
        }
        if (before != null) {
            before.close();
        }
    }

    /** Where lines go now, for people. */
    public static String place() {
        LogSink sink = sink();
        return sink == null ? "standard error" : sink.toString();
    }

    /** Whether lines at debug level are worth making that nobody asked for in particular. */
    public static boolean wantsDebug() {
        LogSink sink = sink();
        return sink != null && sink.wantsDebug();
    }

    /** What somebody who looks for a mistake has asked for. */
    public static void debug(String message) {
        print(LogSink.DEBUG, message);
    }

    /** What an operator may want to know. */
    public static void info(String message) {
        print(LogSink.INFO, message);
    }

    /** What an operator should look at some day. */
    public static void warn(String message) {
        print(LogSink.WARN, message);
    }

    /** What keeps requests from being authenticated: cause and remedy. */
    public static void error(String message) {
        print(LogSink.ERROR, message);
    }

    /** A defect of ours: the message says what follows from it, the exception says where. */
    public static void error(String message, Throwable defect) {
        StringBuilder text = new StringBuilder(message);
        Throwable t = defect;
        for (int depth = 0; t != null && depth < DEEPEST_CAUSE; depth++) {
            text.append(": ").append(t);
            t = t.getCause();
        }
        StackTraceElement[] trace = defect.getStackTrace();
        for (int i = 0; i < trace.length && i < 3; i++) {
            text.append(i == 0 ? " at " : " < ").append(trace[i]);
        }
        print(LogSink.ERROR, text.toString());
    }

    /** The stream is asked for each time: applications replace it. */
    @AllowForbidden("standard error is where an agent speaks")
    private static void print(int level, String message) {
        LogSink sink = sink();
        PrintStream err = System.err;
        if ((sink == null || !sink.print(level, message)) && err != null) {
            err.println(NAME + weight(level) + message);
        }
    }

    private static @Nullable LogSink sink() {
        synchronized (SINK) {
            return SINK[0];
        }
    }

    private static String weight(int level) {
        if (level == LogSink.INFO) {
            return "";
        }
        return level == LogSink.ERROR ? "error: " : level == LogSink.WARN ? "warning: " : "debug: ";
    }
}
