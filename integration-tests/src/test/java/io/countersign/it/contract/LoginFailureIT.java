package io.countersign.it.contract;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.Reply;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.UserPool;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** No token can be had: the application is told why in its own exception, the log once, and other traffic flows. */
final class LoginFailureIT {

    private static final String PASSWORD = "Right password 1!";
    private static final String WRONG = RunLogs.ledger().record("Wrong password 2!");

    private final CognitoServer cognito = CognitoServer.start(
            UserPool.builder("eu-central-1_Ab12Cd34E")
                    .user("svc", PASSWORD)
                    .client("client")
                    .build(),
            Clock.systemUTC(),
            RunLogs.ledger());
    private final ApiServer api = ApiServer.requiring(Requirement.bearer(cognito.issuer(), "access", "client"));
    private final ApiServer foreign = ApiServer.requiring(Requirement.none());

    @TempDir
    private Path folder;

    private Path rules = Path.of("");

    @BeforeEach
    void writeRules() throws IOException {
        rules = rules(PASSWORD);
    }

    @AfterEach
    void stop() {
        api.close();
        foreign.close();
        cognito.close();
    }

    @Test
    void theRightPasswordLogsInOnceForManyRequests() {
        try (AppUnderTest app = start()) {
            for (int i = 0; i < 3; i++) {
                assertThat(app.send("GET", api.at("/echo")).status()).isEqualTo("200");
            }
            assertThat(cognito.calls()).containsExactly("InitiateAuth", "RespondToAuthChallenge");
            assertThat(app.endAndGetErrors()).isEmpty();
        }
    }

    @Test
    void aWrongPasswordIsTriedOnceAndSaidOnce() throws IOException {
        rules = rules(WRONG);
        assertFailure("Incorrect username or password");
        assertThat(cognito.calls()).containsExactly("InitiateAuth", "RespondToAuthChallenge");
    }

    @Test
    void anUnreachableUserPoolIsSaidOnce() {
        cognito.close();
        assertFailure(cognito.endpoint().getAuthority());
    }

    @Test
    void aServerErrorIsSaidOnce() {
        cognito.faults().always(CognitoServer.error(500, "InternalErrorException", "Out of order"));
        assertFailure("Out of order");
    }

    @Test
    void anAnswerThatIsNoHttpIsSaidOnce() {
        cognito.faults().always(Reply.Failure.GARBAGE);
        assertFailure(cognito.endpoint().getAuthority());
    }

    @Test
    void aUserPoolThatHangsHoldsARequestNoLongerThanTheTimeout() {
        cognito.faults().always(Reply.Failure.HANG);
        try (AppUnderTest app = start()) {
            Outcome seen = app.send("GET", api.at("/echo"));
            assertThat(seen.status()).isEqualTo("java.io.IOException");
            assertThat(seen.message()).startsWith("Countersign: orders: ");
            assertThat(app.send("GET", foreign.at("/echo")).status()).isEqualTo("200");
            assertThat(api.received()).isEmpty();
        }
    }

    @Test
    void anEmptyAnswerIsSaidOnce() {
        cognito.faults().always(Reply.of(200, ""));
        assertFailure("orders");
    }

    /** Three requests fail alike, naming the identity; one line on standard error says the same. */
    private void assertFailure(String cause) {
        try (AppUnderTest app = start()) {
            for (int i = 0; i < 3; i++) {
                Outcome seen = app.send("GET", api.at("/echo"));
                assertThat(seen.status()).isEqualTo("java.io.IOException");
                assertThat(seen.message()).startsWith("Countersign: orders: ").contains(cause);
            }
            assertThat(api.received()).isEmpty();
            assertThat(app.send("GET", foreign.at("/echo")).status()).isEqualTo("200");
            List<String> errors = app.endAndGetErrors();
            assertThat(errors).hasSize(1);
            assertThat(errors.get(0)).contains("orders", cause);
        }
    }

    private AppUnderTest start() {
        return AppUnderTest.with(Application.ofJdk("jdk-sync"), Jdk.running())
                .agent(rules)
                .start();
    }

    private Path rules(String password) throws IOException {
        return new RulesFile()
                .identity("orders", "cognito-user")
                .with("user-pool-id", "eu-central-1_Ab12Cd34E")
                .with("client-id", "client")
                .with("username", "svc")
                .with("password", password)
                .with("endpoint", cognito.endpoint())
                .with("timeout", "2s")
                .rule("orders", "127.0.0.1:" + api.port(), "orders")
                .write(folder);
    }
}
