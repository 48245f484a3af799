package io.countersign.it.ops;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.UserPool;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.time.Clock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A user pool with a user who can log in and an API for him; another pool whose user has a wrong password, with an API that is
 * never reached and one that takes everybody; and all that an application may do with them.
 */
final class Stage implements AutoCloseable {

    static final String LOG_IN = "InitiateAuth";
    static final String ANSWER = "RespondToAuthChallenge";
    static final String REFRESH = "GetTokensFromRefreshToken";

    private static final String POOL = "eu-central-1_Ab12Cd34E";
    private static final String CLIENT = "1example23456789";
    private static final String PASSWORD = "Stages battery 5!";
    private static final String KEY = "stage-api-key-5512";

    final CognitoServer pool = pool();
    final CognitoServer brokenPool = pool();
    final ApiServer orders = ApiServer.requiring(Requirement.bearer(pool.issuer(), "access", CLIENT));
    final ApiServer keyed =
            ApiServer.requiring(Requirement.apiKey(RunLogs.ledger().record(KEY)));
    final ApiServer unreached = ApiServer.requiring(Requirement.none());
    final ApiServer lenient = ApiServer.requiring(Requirement.none());

    RulesFile rules() {
        RulesFile rules = new RulesFile();
        user(rules, "svc", pool, PASSWORD);
        user(rules, "broken", brokenPool, RunLogs.ledger().record("not the password 9"));
        return rules.identity("key", "api-key")
                .with("api-key", KEY)
                .rule("orders", authority(orders), "svc")
                .rule("keyed", authority(keyed), "key")
                .rule("unreached", authority(unreached), "broken")
                .rule("lenient", authority(lenient), "broken")
                .with("on-failure", "pass");
    }

    /** Every kind of hop, each in another number. */
    void play(AppUnderTest app) {
        for (int i = 0; i < 3; i++) {
            assertThat(app.send("GET", orders.at("/echo?q=a-query")).status()).isEqualTo("200");
        }
        orders.rejectNext(1);
        assertThat(app.send("GET", orders.at("/echo")).status()).isEqualTo("200");
        for (int i = 0; i < 2; i++) {
            assertThat(app.send("GET", orders.at("/echo"), "Authorization: Bearer own")
                            .status())
                    .isEqualTo("401");
        }
        assertThat(app.send("GET", keyed.at("/redirect-same")).status()).isEqualTo("200");
        for (int i = 0; i < 4; i++) {
            Outcome refused = app.send("GET", unreached.at("/echo"));
            assertThat(refused.message()).contains("broken: ");
        }
        for (int i = 0; i < 5; i++) {
            assertThat(app.send("GET", lenient.at("/echo")).status()).isEqualTo("200");
        }
    }

    /** How many of the hops that came brought the application's own credentials. */
    long ownCredentials() {
        return orders.received().stream()
                .filter(request -> request.header("Authorization").orElse("").equals("Bearer own"))
                .count();
    }

    private static void user(RulesFile rules, String name, CognitoServer at, String password) {
        rules.identity(name, "cognito-user")
                .with("user-pool-id", POOL)
                .with("client-id", CLIENT)
                .with("username", "svc")
                .with("password", password)
                .with("endpoint", at.endpoint())
                .with("timeout", "20s");
    }

    private static CognitoServer pool() {
        UserPool pool =
                UserPool.builder(POOL).user("svc", PASSWORD).client(CLIENT).build();
        return CognitoServer.start(pool, Clock.systemUTC(), RunLogs.ledger());
    }

    private static String authority(ApiServer api) {
        return "127.0.0.1:" + api.port();
    }

    @Override
    public void close() {
        orders.close();
        keyed.close();
        unreached.close();
        lenient.close();
        pool.close();
        brokenPool.close();
    }
}
