package io.countersign.it.cognito;

import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.JdkSrp;
import io.countersign.counterpart.SrpServer;
import io.countersign.counterpart.UserPool;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/** A user pool's half of SRP that lets nobody go on before the test says so. */
final class HeldSrp implements SrpServer, AutoCloseable {

    private final SrpServer srp = new JdkSrp(new SecureRandom());
    private final CountDownLatch released = new CountDownLatch(1);

    /** A user pool with the usual user. */
    CognitoServer server() {
        UserPool pool = UserPool.builder(Site.POOL)
                .user(Site.user())
                .client(Site.CLIENT)
                .build();
        return CognitoServer.start(pool, this, Clock.systemUTC(), RunLogs.ledger());
    }

    void release() {
        released.countDown();
    }

    @Override
    public Exchange begin(String poolName, Account account, String publicA) throws IOException {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return srp.begin(poolName, account, publicA);
    }

    @Override
    public void close() {
        release();
    }
}
