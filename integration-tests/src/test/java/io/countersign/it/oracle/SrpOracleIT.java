package io.countersign.it.oracle;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.UserPool;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The agent logs in to a user pool whose SRP arithmetic is done by the package cognito-srp. */
final class SrpOracleIT {

    private static final String POOL = "us-east-1_Zz98Yy76X";

    @TempDir
    private Path folder;

    @Test
    void theAgentProvesItsPasswordToAServerThatIsNotOurs() throws IOException {
        UserPool pool = UserPool.builder(POOL)
                .user("m\u00fcller", "p\u00e4ss:w\u00f6rd 1!")
                .client("client", "oracle-client-secret-8e1f")
                .build();
        try (NodeSrp srp = new NodeSrp();
                CognitoServer cognito = CognitoServer.start(pool, srp, Clock.systemUTC(), RunLogs.ledger());
                ApiServer api = ApiServer.requiring(Requirement.bearer(cognito.issuer(), "access", "client"));
                AppUnderTest app = AppUnderTest.with(Application.ofJdk("jdk-sync"), Jdk.running())
                        .agent(rules(cognito, api))
                        .start()) {
            assertThat(app.send("GET", api.at("/echo")).status()).isEqualTo("200");
            assertThat(api.refusals()).isEmpty();
            assertThat(cognito.calls()).containsExactly("InitiateAuth", "RespondToAuthChallenge");
        }
    }

    private Path rules(CognitoServer cognito, ApiServer api) throws IOException {
        return new RulesFile()
                .identity("oracle", "cognito-user")
                .with("user-pool-id", POOL)
                .with("client-id", "client")
                .with("client-secret", "oracle-client-secret-8e1f")
                .with("username", "m\u00fcller")
                .with("password", "p\u00e4ss:w\u00f6rd 1!")
                .with("endpoint", cognito.endpoint())
                .rule("oracle", "127.0.0.1:" + api.port(), "oracle")
                .write(folder);
    }
}
