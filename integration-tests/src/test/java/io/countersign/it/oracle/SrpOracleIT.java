package io.countersign.it.oracle;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.PoolDevice;
import io.countersign.counterpart.PoolUser;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.UserPool;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The agent logs in to a user pool whose SRP arithmetic is done by the package cognito-srp, for users and for devices. */
final class SrpOracleIT {

    private static final String POOL = "us-east-1_Zz98Yy76X";
    private static final PoolDevice DEVICE =
            new PoolDevice("us-east-1_0b9e-oracle", "-Zg1dOracle", "oracle-device-p4ssword");
    private static final PoolUser USER = PoolUser.of("m\u00fcller", "p\u00e4ss:w\u00f6rd 1!");

    @TempDir
    private Path folder;

    @Test
    void theAgentProvesItsPasswordToAServerThatIsNotOurs() throws IOException {
        assertProved(pool -> pool.user(USER), UnaryOperator.identity(), "InitiateAuth", "RespondToAuthChallenge");
    }

    @Test
    void theAgentProvesItsDevicesPasswordToo() throws IOException {
        assertProved(
                pool -> pool.user(USER.withDevice(DEVICE)).rememberingDevices(),
                rules -> rules.with("device-key", DEVICE.key())
                        .with("device-group-key", DEVICE.groupKey())
                        .with("device-password", DEVICE.password()),
                "InitiateAuth",
                "RespondToAuthChallenge",
                "RespondToAuthChallenge",
                "RespondToAuthChallenge");
    }

    private void assertProved(
            UnaryOperator<UserPool.Builder> contents, UnaryOperator<RulesFile> settings, String... calls)
            throws IOException {
        UserPool pool = contents.apply(UserPool.builder(POOL).client("client", "oracle-client-secret-8e1f"))
                .build();
        try (NodeSrp srp = new NodeSrp();
                CognitoServer cognito = CognitoServer.start(pool, srp, Clock.systemUTC(), RunLogs.ledger());
                ApiServer api = ApiServer.requiring(Requirement.bearer(cognito.issuer(), "access", "client"));
                AppUnderTest app = AppUnderTest.with(Applications.JDK_BLOCKING, Jdk.running())
                        .agent(settings.apply(rules(cognito, api)).write(folder))
                        .start()) {
            assertThat(app.send("GET", api.at("/echo"))).isEqualTo(Outcome.answer(200, new byte[0]));
            assertThat(api.refusals()).isEmpty();
            assertThat(cognito.calls()).containsExactly(calls);
        }
    }

    /** The rule comes first, so that further keys go to the identity. */
    private static RulesFile rules(CognitoServer cognito, ApiServer api) {
        return new RulesFile()
                .rule("oracle", "127.0.0.1:" + api.port(), "oracle")
                .identity("oracle", "cognito-user")
                .with("user-pool-id", POOL)
                .with("client-id", "client")
                .with("client-secret", "oracle-client-secret-8e1f")
                .with("username", "m\u00fcller")
                .with("password", "p\u00e4ss:w\u00f6rd 1!")
                .with("endpoint", cognito.endpoint())
                .with("timeout", "20s"); // the machine may be busy
    }
}
