package io.countersign.agent;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM starts the agent: before the application's {@code main}, or when it is attached. It never throws: the
 * application starts, and goes on.
 */
public final class Agent {

    /**
     * Given twice, also as two copies of the jar, the system loader knows this class only once. An array, because an
     * AtomicBoolean would be the JVM's first user of var handles, which take milliseconds to set up.
     */
    private static final boolean[] STARTED = new boolean[1];

    private Agent() {}

    /** Called by the JVM for {@code -javaagent:countersign.jar[=options]}. */
    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        try {
            if (isFirst("-javaagent:countersign.jar is given more than once")) {
                AgentOptions options = AgentOptions.of(arguments);
                start(options, filter(options, instrumentation));
            }
        } catch (Throwable t) {
            AgentLog.error("not started, requests go out as the application makes them", t);
        }
    }

    /** Called by the JVM when the agent is attached to it. Whatever is wrong, that JVM goes on. */
    public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
        try {
            if (isFirst("attached to a JVM that has Countersign already")) {
                attach(filter(AgentOptions.of(arguments), instrumentation));
            }
        } catch (Throwable t) {
            AgentLog.error("not attached, requests go out as the application makes them", t);
        }
    }

    private static void start(AgentOptions options, @Nullable ClientFilter filter) {
        if (filter != null && !options.strict()) {
            filter.beginInBackground(filter.register());
        } else if (options.strict() && (filter == null || !filter.begin(filter.register()))) {
            // An operator who asks for it would rather have no application than one without its credentials.
            AgentLog.error("strict=true: the JVM ends here");
            Runtime.getRuntime().exit(1);
        }
    }

    /**
     * All is done, and said, before the tool that attaches hears of it. After a mistake in the options or the rules
     * nothing is left behind, and it may try again.
     */
    private static void attach(@Nullable ClientFilter filter) {
        if (filter != null && filter.readRules()) {
            filter.weave(filter.register());
        } else {
            setStarted(false);
        }
    }

    /** Null if the options cannot be followed, which is said. */
    private static @Nullable ClientFilter filter(AgentOptions options, Instrumentation instrumentation) {
        String problem = options.problem();
        if (problem != null) {
            AgentLog.error(problem + "; the agent stays off");
        }
        return problem == null ? new ClientFilter(instrumentation, options) : null;
    }

    /** Whether there is anything to do; what follows if it is too late is said, unless somebody switched all off. */
    private static boolean isFirst(String otherwise) {
        if (AgentOptions.switchedOff()) {
            return false;
        }
        boolean first = !setStarted(true);
        if (!first) {
            AgentLog.warn(otherwise + "; only the first one counts");
        }
        return first;
    }

    /** The value before. */
    private static boolean setStarted(boolean started) {
        synchronized (STARTED) {
            boolean before = STARTED[0];
            STARTED[0] = started;
            return before;
        }
    }
}
