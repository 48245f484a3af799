package io.countersign.agent;

import java.io.PrintStream;

/** One line per event on standard error, whatever logging the application uses. */
public final class AgentLog {

    private static final String NAME = "Countersign: ";

    /** Causes can go round in a circle. */
    private static final int DEEPEST_CAUSE = 5;

    private AgentLog() {}

    /** What an operator may want to know. */
    public static void info(String message) {
        print(NAME + message);
    }

    /** What an operator should look at some day. */
    public static void warn(String message) {
        print(NAME + "warning: " + message);
    }

    /** What keeps requests from being authenticated: cause and remedy. */
    public static void error(String message) {
        print(NAME + "error: " + message);
    }

    /** A defect of ours: the message says what follows from it, the exception says where. */
    public static void error(String message, Throwable defect) {
        StringBuilder text = new StringBuilder(NAME).append("error: ").append(message);
        Throwable t = defect;
        for (int depth = 0; t != null && depth < DEEPEST_CAUSE; depth++) {
            text.append(": ").append(t);
            t = t.getCause();
        }
        StackTraceElement[] trace = defect.getStackTrace();
        for (int i = 0; i < trace.length && i < 3; i++) {
            text.append(i == 0 ? " at " : " < ").append(trace[i]);
        }
        print(text.toString());
    }

    /** The stream is asked for each time: applications replace it. */
    @AllowForbidden("standard error is where an agent speaks")
    private static void print(String line) {
        PrintStream err = System.err;
        if (err != null) {
            err.println(line);
        }
    }
}
