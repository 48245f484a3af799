package io.countersign.agent.ops;

import io.countersign.agent.AgentLog;
import org.jspecify.annotations.Nullable;

/** Records in Java Flight Recorder once that is in use, where the JVM has it: Java 11 and later. Until then none of it is loaded. */
final class FlightRecording {

    private static final String RECORDER = "io.countersign.agent.ops.FlightRecorderEvents";

    private final Figures figures;
    private @Nullable Recorder recorder;
    private boolean possible =
            !System.getProperty("java.specification.version", "").startsWith("1.");

    FlightRecording(Figures figures) {
        this.figures = figures;
    }

    /** Begins if somebody has begun to record in this JVM; asked again, it looks again. */
    synchronized void beginIfWanted() {
        if (!possible || figures.recorder() != null) {
            return;
        }
        try {
            Recorder known = recorder == null ? made() : recorder;
            recorder = known;
            if (known.isInUse()) {
                figures.record(known);
            }
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            possible = false; // a Java that was put together without the module jdk.jfr
        } catch (Throwable t) {
            possible = false;
            AgentLog.error("nothing is recorded in Java Flight Recorder", t);
        }
    }

    private static Recorder made() throws ReflectiveOperationException {
        return Class.forName(RECORDER)
                .asSubclass(Recorder.class)
                .getDeclaredConstructor()
                .newInstance();
    }
}
