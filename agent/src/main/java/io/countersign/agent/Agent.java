package io.countersign.agent;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** Where the JVM starts the agent, before the application's {@code main}. It never throws: the application starts. */
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
            start(arguments, instrumentation);
        } catch (Throwable t) {
            AgentLog.error("not started, requests go out as the application makes them", t);
        }
    }

    private static void start(@Nullable String arguments, Instrumentation instrumentation) {
        if (AgentOptions.switchedOff()) {
            return;
        }
        if (!isFirst()) {
            AgentLog.warn("-javaagent:countersign.jar is given more than once; only the first one counts");
            return;
        }
        AgentOptions options = AgentOptions.of(arguments);
        String problem = options.problem();
        if (problem != null) {
            AgentLog.error(problem + "; the agent stays off");
            endIfStrict(options);
            return;
        }
        ClientFilter filter = new ClientFilter(instrumentation, options);
        instrumentation.addTransformer(filter, true);
        if (!options.strict()) {
            filter.readRulesInBackground();
        } else if (!filter.readRules()) {
            endIfStrict(options);
        }
    }

    private static boolean isFirst() {
        synchronized (STARTED) {
            boolean first = !STARTED[0];
            STARTED[0] = true;
            return first;
        }
    }

    /** An operator who asks for it would rather have no application than one without its credentials. */
    private static void endIfStrict(AgentOptions options) {
        if (options.strict()) {
            AgentLog.error("strict=true: the JVM ends here");
            Runtime.getRuntime().exit(1);
        }
    }
}
