package io.countersign.it.wire;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.UserPool;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.time.Clock;

/** The user of a pool of their own, for APIs that want a token which can be replaced. */
final class OneUser implements AutoCloseable {

    private static final String POOL = "eu-central-1_Ab12Cd34E";
    private static final String CLIENT = "1example23456789";
    private static final String USER = "svc-wire";
    private static final String PASSWORD = "Wire battery staple 4!";

    private final CognitoServer cognito = CognitoServer.start(
            UserPool.builder(POOL).user(USER, PASSWORD).client(CLIENT).build(), Clock.systemUTC(), RunLogs.ledger());

    Requirement token() {
        return Requirement.bearer(cognito.issuer(), "access", CLIENT);
    }

    /** Adds the rule for an API that wants the token. */
    RulesFile rule(RulesFile rules, ApiServer api) {
        return rules.identity("user", "cognito-user")
                .with("user-pool-id", POOL)
                .with("client-id", CLIENT)
                .with("username", USER)
                .with("password", PASSWORD)
                .with("endpoint", cognito.endpoint())
                .rule("token", "127.0.0.1:" + api.port(), "user");
    }

    @Override
    public void close() {
        cognito.close();
    }
}
