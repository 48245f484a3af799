package io.countersign.agent.weave;

import io.countersign.agent.AgentLog;
import io.countersign.agent.AgentOptions;
import io.countersign.agent.hop.Hops;
import io.countersign.agent.ops.Operations;
import io.countersign.agent.ops.Rounds;
import io.countersign.rules.RuleSet;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What the start of the agent holds, through JDK types only: reads the rules when called, weaves when asked. */
public final class Installation implements ClassFileTransformer, Callable<Boolean> {

    /** Not while the application starts. */
    private static final long FIRST_LOOK_MILLIS = 1000;

    private final Instrumentation instrumentation;
    private final AgentOptions options;
    private final PendingRules rules;
    private @Nullable Landmarks landmarks;
    private @Nullable Weaver weaver;
    private @Nullable OwnCalls ownCalls;
    private @Nullable Rounds rounds;
    private @Nullable Operations operations;

    /** Made by reflection, in the agent's own loader. */
    public Installation(Instrumentation instrumentation, AgentOptions options) {
        this.instrumentation = instrumentation;
        this.options = options;
        this.rules = new PendingRules(options.rulesFile(), options.environment());
    }

    /** Whether the rules can be used. */
    @Override
    public Boolean call() {
        boolean usable = rules.read();
        RuleSet read = usable ? rules.rules() : null;
        if (read != null && isWatched()) {
            operations().follow(read);
        }
        return usable;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        Landmarks known = landmarks();
        if (known.beside(name).length > 0) {
            known.survey(name, loader, domain);
            return null;
        }
        try {
            return weaver().weave(name, domain, bytes);
        } catch (ReflectiveOperationException e) {
            AgentLog.error("the hook class cannot be defined, requests go out unauthenticated", e);
            return null;
        }
    }

    /** Whether somebody may look before a client is used; for most JVMs, nothing more is loaded until then. */
    private static boolean isWatched() {
        return System.getProperty("com.sun.management.jmxremote") != null
                || System.getProperty("com.sun.management.jmxremote.port") != null;
    }

    private synchronized OwnCalls ownCalls() {
        OwnCalls made = ownCalls;
        if (made == null) {
            made = new OwnCalls();
            ownCalls = made;
        }
        return made;
    }

    private synchronized Rounds rounds() {
        Rounds made = rounds;
        if (made == null) {
            made = new Rounds(ownCalls());
            rounds = made;
        }
        return made;
    }

    private synchronized Operations operations() {
        Operations made = operations;
        if (made == null) {
            made = Operations.start(options.rulesFile(), rounds());
            operations = made;
        }
        return made;
    }

    private synchronized Landmarks landmarks() {
        Landmarks made = landmarks;
        if (made == null) {
            made = new Landmarks(new MovedSeams());
            landmarks = made;
        }
        return made;
    }

    /** The first client class of the JVM: from here on there is a hook, and something to warm up for. */
    private synchronized Weaver weaver() throws ReflectiveOperationException {
        Weaver made = weaver;
        if (made == null) {
            Platform platform = Platform.of(instrumentation);
            HookTable table = new HookTable(options.relocated());
            OwnCalls own = ownCalls();
            EngineThreads threads = new EngineThreads(own);
            Operations watching = operations();
            EngineGate gate = new EngineGate(new CurrentRules(rules, threads, watching), own, threads, watching);
            watching.ask(gate);
            Adapters adapters = new Adapters(platform, new Hops(gate), table);
            HookClass.define(platform, new Dispatcher(table, adapters, own));
            made = new Weaver(table, new MovedSeams(), new WovenLibraries(watching));
            weaver = made;
            rules.whenRead(gate);
            rounds().add(FIRST_LOOK_MILLIS, new RulesWatch(rules, gate.successors()));
        }
        return made;
    }
}
