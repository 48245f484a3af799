package io.countersign.agent;

/** Where lines of the agent go other than to standard error. */
public interface LogSink {

    /** What keeps requests from being authenticated. */
    int ERROR = 0;

    /** What an operator should look at some day. */
    int WARN = 1;

    /** What an operator may want to know. */
    int INFO = 2;

    /** What only somebody who looks for a mistake wants to know, and has asked for. */
    int DEBUG = 3;

    /**
     * A line, without its weight and without a time.
     *
     * @return whether that is done, be it that the line is not wanted; if not, it goes to standard error
     */
    boolean print(int level, String message);

    /** Whether lines at debug level are worth making that nobody asked for in particular. */
    default boolean wantsDebug() {
        return false;
    }

    /** Another one has taken its place. */
    default void close() {}
}
