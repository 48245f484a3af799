package io.countersign.benchmarks.startup;

import io.countersign.benchmarks.application.EmptyAgent;
import io.countersign.benchmarks.application.FirstGet;
import io.countersign.benchmarks.application.HelloWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that the forked JVMs are given: small jars of their own, since the size of a jar is start-up time, too. */
final class Workplace {

    private static final String KEY = "benchmark-key";

    private final Path agent;
    private final Path applications;
    private final Path emptyAgent;
    private final Path rules;
    private final Path otherRules;
    private final String url;

    /**
     * Writes them.
     *
     * @param agent the jar under test
     * @param server host and port of the server that is called
     */
    Workplace(Path folder, Path agent, String server) throws IOException {
        this.agent = agent;
        this.url = "http://" + server + "/";
        applications = folder.resolve("applications.jar");
        emptyAgent = folder.resolve("empty-premain.jar");
        rules = folder.resolve("agent.properties");
        otherRules = folder.resolve("agent-other.properties");
        ApplicationJar.write(applications, HelloWorld.class, FirstGet.class);
        ApplicationJar.writeAgent(emptyAgent, EmptyAgent.class);
        Files.writeString(rules, rulesFor(server));
        Files.writeString(otherRules, rulesFor("api.example.com"));
    }

    /** What follows the path of the Java launcher and its other options. */
    List<String> arguments(Scenario scenario) {
        List<String> arguments = new ArrayList<>();
        switch (scenario.agent()) {
            case NONE -> {}
            case EMPTY -> arguments.add("-javaagent:" + emptyAgent);
            case COUNTERSIGN -> arguments.add("-javaagent:" + agent + "=" + rules);
            case COUNTERSIGN_FOR_ANOTHER_HOST -> arguments.add("-javaagent:" + agent + "=" + otherRules);
        }
        arguments.add("-cp");
        arguments.add(applications.toString());
        if (scenario.sendsRequest()) {
            arguments.add(FirstGet.class.getName());
            arguments.add(url);
        } else {
            arguments.add(HelloWorld.class.getName());
        }
        return arguments;
    }

    /** What the JVM prints, on both streams, if all went as it should. */
    String expectedOutput(Scenario scenario) {
        if (!scenario.sendsRequest()) {
            return "Hello, world";
        }
        return "200 " + (scenario.agent() == Scenario.Agent.COUNTERSIGN ? KEY : KeyServer.NO_KEY);
    }

    private static String rulesFor(String host) {
        return String.join(
                "\n",
                "identity.catalog.type = api-key",
                "identity.catalog.api-key = " + KEY,
                "rule.catalog.hosts = " + host,
                "rule.catalog.identity = catalog",
                "");
    }
}
