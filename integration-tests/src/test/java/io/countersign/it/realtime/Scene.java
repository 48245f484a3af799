package io.countersign.it.realtime;

import io.countersign.counterpart.AppSyncGate;
import io.countersign.counterpart.AppSyncHosts;
import io.countersign.counterpart.StandInEngine;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** An API with an engine of its own. */
record Scene(Api api, StandInEngine engine) implements AutoCloseable {

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
        return new Scene(new Api(folder, way, AppSyncGate.start(hosts, engine, way.requirement())), engine);
    }

    AppSyncGate gate() {
        return api.gate();
    }

    /** Starts an application whose rule has these keys besides what it needs. */
    Talk start(Application application, Map<String, Object> keys) throws IOException {
        return start(application, Jdk.running(), keys);
    }

    Talk start(Application application, Jdk jdk, Map<String, Object> keys) throws IOException {
        return api.start(application, jdk, keys);
    }

    @Override
    public void close() {
        gate().close();
        engine.close();
        api.way().close();
    }
}
