package io.countersign.it.cognito;

import io.countersign.counterpart.RedisServer;
import io.countersign.it.harness.RunLogs;
import org.junit.jupiter.api.Assumptions;

/** The Redis server of a test, and what JVMs need to share tokens in it. */
final class Redis {

    static final String KEY = RunLogs.ledger().record("c3RvcmUta2V5LW9mLTMyLWJ5dGVzLWZvci10ZXN0cyE=");
    static final String PASSWORD = RunLogs.ledger().record("redis-password-5577");

    private Redis() {}

    static RedisServer start() {
        assume();
        return RedisServer.start(PASSWORD);
    }

    /** Ends a test where there is no server to be had. */
    static void assume() {
        Assumptions.assumeFalse(
                RedisServer.mayBeMissed(), "no redis-server on this machine: apt-get install redis-server");
    }
}
