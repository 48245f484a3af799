package io.countersign.it.agents;

import io.countersign.it.harness.Artifacts;
import io.countersign.it.harness.Jdk;
import java.nio.file.Path;
import java.util.List;

/** An agent that is often there already, set up so that it sends nothing anywhere. */
enum OtherAgent {
    /** Weaves every client that we do, and adds its header to each request. */
    OPEN_TELEMETRY(
            "OpenTelemetry 2.33.1", "io.opentelemetry.javaagent:opentelemetry-javaagent:2.33.1", Integer.MAX_VALUE),
    /** The same before its second version. */
    OPEN_TELEMETRY_1("OpenTelemetry 1.33.6", "io.opentelemetry.javaagent:opentelemetry-javaagent:1.33.6", 21),
    /** Adds its header to requests of a transaction only: what the application does for one line of input is one. */
    ELASTIC_APM("Elastic APM 1.55.1", "co.elastic.apm:elastic-apm-agent:1.55.1", Integer.MAX_VALUE),
    /** Weaves every class there is, and adds nothing to requests. */
    JACOCO("JaCoCo 0.8.15", "org.jacoco:org.jacoco.agent:jar:runtime:0.8.15", Integer.MAX_VALUE);

    private final String words;
    private final String coordinates;
    private final int newestJava;

    OtherAgent(String words, String coordinates, int newestJava) {
        this.words = words;
        this.coordinates = coordinates;
        this.newestJava = newestJava;
    }

    /** The JVM's option that loads it. */
    String javaAgent() {
        Path jar = Artifacts.withDependencies(List.of(coordinates)).get(0);
        return "-javaagent:" + jar + (this == JACOCO ? "=output=none" : "");
    }

    /** The JVM's options that set it up. */
    List<String> options() {
        return switch (this) {
            case OPEN_TELEMETRY, OPEN_TELEMETRY_1 ->
                List.of(
                        "-Dotel.traces.exporter=none",
                        "-Dotel.metrics.exporter=none",
                        "-Dotel.logs.exporter=none",
                        "-Dotel.javaagent.logging=none");
            case ELASTIC_APM ->
                List.of(
                        "-Delastic.apm.disable_send=true",
                        "-Delastic.apm.central_config=false",
                        "-Delastic.apm.cloud_provider=NONE",
                        "-Delastic.apm.log_level=ERROR",
                        "-Delastic.apm.trace_methods=io.countersign.application.ApplicationMain#outcome");
            case JACOCO -> List.of();
        };
    }

    /** Whether it can weave what that JDK has. */
    boolean knows(Jdk jdk) {
        return jdk.feature() <= newestJava;
    }

    /** Whether each request bears its header. */
    boolean isTracing() {
        return this != JACOCO;
    }

    @Override
    public String toString() {
        return words;
    }
}
