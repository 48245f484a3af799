package io.countersign.it.cognito;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.PoolUser;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.UserPool;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;

/** A user pool, an API that wants the access tokens of its users, and the identity and rule that bring the two together. */
final class Site implements AutoCloseable {

    static final String POOL = "eu-central-1_Ab12Cd34E";
    static final String CLIENT = "1example23456789";
    static final String USER = "svc-orders";
    static final String PASSWORD = "Sites battery 3!";

    static final String LOG_IN = "InitiateAuth";
    static final String ANSWER = "RespondToAuthChallenge";
    static final String REFRESH = "GetTokensFromRefreshToken";

    final CognitoServer cognito;
    final ApiServer api;

    private final String name;
    private final Map<String, Object> settings = new LinkedHashMap<>();

    private Site(String name, CognitoServer cognito) {
        this.name = name;
        this.cognito = cognito;
        this.api = ApiServer.requiring(Requirement.bearer(cognito.issuer(), "access", CLIENT));
        with("user-pool-id", POOL).with("client-id", CLIENT);
        with("username", USER).with("password", PASSWORD);
        with("endpoint", cognito.endpoint()).with("timeout", "20s"); // the machine may be busy
    }

    /** A pool with {@link #user} and an app client without a secret. */
    static Site of(String name) {
        return of(name, user());
    }

    /** A pool with this user and an app client without a secret. */
    static Site of(String name, PoolUser user) {
        return of(name, pool -> pool.user(user).client(CLIENT));
    }

    /** Any pool. */
    static Site of(String name, UnaryOperator<UserPool.Builder> contents) {
        return of(name, Clock.systemUTC(), contents);
    }

    /** Any pool, where it may be another time. */
    static Site of(String name, Clock clock, UnaryOperator<UserPool.Builder> contents) {
        UserPool pool = contents.apply(UserPool.builder(POOL)).build();
        return over(name, CognitoServer.start(pool, clock, RunLogs.ledger()));
    }

    /** Any server. */
    static Site over(String name, CognitoServer cognito) {
        return new Site(name, cognito);
    }

    static PoolUser user() {
        return PoolUser.of(USER, PASSWORD);
    }

    /** With one more key of the identity, or another value for one. */
    Site with(String key, Object value) {
        settings.put(key, value);
        return this;
    }

    /** Without a key of the identity. */
    Site without(String key) {
        settings.remove(key);
        return this;
    }

    /** What the identity is called. */
    String name() {
        return name;
    }

    /** Writes the identity, and its rule last. */
    void describe(RulesFile rules) {
        rules.identity(name, "cognito-user");
        settings.forEach(rules::with);
        rules.rule(name, authority(api), name);
    }

    Outcome send(AppUnderTest app) {
        return app.send("GET", api.at("/echo"));
    }

    void assertLetsIn(AppUnderTest app) {
        Outcome seen = send(app);
        assertThat(api.refusals()).isEmpty();
        assertThat(seen).isEqualTo(Outcome.answer(200, new byte[0]));
    }

    /** Requests until one is let in: on a busy machine a first log-in may take longer than a short timeout. */
    void awaitLetIn(AppUnderTest app) {
        Instant limit = Clock.systemUTC().instant().plusSeconds(60);
        while (!send(app).status().equals("200")) {
            assertThat(Clock.systemUTC().instant()).isBefore(limit);
        }
    }

    /** The API refuses one request, whatever its token; the agent has another token by then. */
    void assertRenews(AppUnderTest app) {
        api.rejectNext(1);
        assertLetsIn(app);
    }

    static String authority(ApiServer api) {
        return "127.0.0.1:" + api.port();
    }

    @Override
    public void close() {
        api.close();
        cognito.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
