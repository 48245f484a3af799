package io.countersign.it.realtime;

import io.countersign.counterpart.AppSyncGate;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An API behind its gate, and the rules for it, which are written into a folder. */
record Api(Path folder, Mode.Way way, AppSyncGate gate) {

    /** Starts an application whose rule has these keys besides what it needs. */
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
}
