package io.countersign.it.realtime;

import io.countersign.counterpart.AppSyncGate;
import io.countersign.counterpart.AppSyncHosts;
import io.countersign.counterpart.StandInEngine;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An API behind its gate, the rules for it, and an application that talks with it. */
record Scene(Path folder, Mode.Way way, StandInEngine engine, AppSyncGate gate) implements AutoCloseable {

    /** One of AWS's, whose web sockets have a host of their own. */
    static final AppSyncHosts AWS =
            AppSyncHosts.of("abcdefghijklmnopqrstuvwxyz.appsync-api.eu-central-1.amazonaws.com");

    /** A custom domain, as far as the agent can tell. */
    static final AppSyncHosts CUSTOM = AppSyncHosts.of("api.example.test");

    /** For Java 8, which knows of no other name. */
    static final AppSyncHosts LOCAL = AppSyncHosts.of("localhost");

    private static final int JAVA_8 = 8;

    /** Names that a JDK can be made to resolve. */
    static AppSyncHosts knownTo(Jdk jdk) {
        return jdk.feature() == JAVA_8 ? LOCAL : AWS;
    }

    static Scene of(Path folder, AppSyncHosts hosts, Mode.Way way) {
        StandInEngine engine = new StandInEngine();
        return new Scene(folder, way, engine, AppSyncGate.start(hosts, engine, way.requirement()));
    }

    /** Starts an application whose rule has these keys besides what it needs. */
    Talk start(Application application, Map<String, Object> keys) throws IOException {
        return start(application, Jdk.running(), keys);
    }

    Talk start(Application application, Jdk jdk, Map<String, Object> keys) throws IOException {
        return new Talk(AppUnderTest.with(application, jdk)
                .agent(rules(keys))
                .option("-Djdk.net.hosts.file=" + names())
                .start());
    }

    private Path rules(Map<String, Object> keys) throws IOException {
        RulesFile rules = new RulesFile();
        way.identity().write(rules);
        rules.rule("api", gate.authority(), Mode.IDENTITY)
                .with("auth", "appsync")
                .with("allow-plain-http", true);
        keys.forEach(rules::with);
        return rules.write(folder);
    }

    private Path names() throws IOException {
        return Files.writeString(
                folder.resolve("hosts"),
                "127.0.0.1 " + gate.http("/").getHost() + "\n127.0.0.1 "
                        + gate.realtime("/").getHost() + "\n");
    }

    @Override
    public void close() {
        gate.close();
        engine.close();
        way.close();
    }
}
