package io.countersign.it.cli;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.PoolUser;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.UserPool;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.time.Clock;
import java.util.function.UnaryOperator;

/** A user pool and an API that wants its users' access tokens. */
final class Landscape implements AutoCloseable {

    static final String POOL = "eu-central-1_Ab12Cd34E";
    static final String CLIENT = "1example23456789";
    static final String USER = "svc-orders";
    static final String PASSWORD = RunLogs.ledger().record("Shells battery 5!");

    final CognitoServer cognito;
    final ApiServer api;

    private Landscape(CognitoServer cognito) {
        this.cognito = cognito;
        this.api = ApiServer.requiring(Requirement.bearer(cognito.issuer(), "access", CLIENT));
    }

    /** With a user who has nothing but a password. */
    static Landscape start() {
        return start(Clock.systemUTC(), user -> user);
    }

    /** With a clock of its own, and a user of its own kind. */
    static Landscape start(Clock clock, UnaryOperator<PoolUser> user) {
        UserPool pool = UserPool.builder(POOL)
                .user(user.apply(PoolUser.of(USER, PASSWORD)))
                .client(CLIENT)
                .build();
        return new Landscape(CognitoServer.start(pool, clock, RunLogs.ledger()));
    }

    /** The identity 'orders' and a rule of the same name for the API; the password comes from the environment. */
    RulesFile rules() {
        return new RulesFile()
                .identity("orders", "cognito-user")
                .with("user-pool-id", POOL)
                .with("client-id", CLIENT)
                .with("username", USER)
                .with("password", "${env:ORDERS_PASSWORD}")
                .with("endpoint", cognito.endpoint())
                .with("timeout", "20s")
                .rule("orders", authority(), "orders");
    }

    String authority() {
        return "127.0.0.1:" + api.port();
    }

    @Override
    public void close() {
        api.close();
        cognito.close();
    }
}
