package io.countersign.it.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.it.cli.Shell.Run;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code login}. */
final class LoginIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @ParameterizedTest
    @MethodSource("jdks")
    void aUserIsLoggedInAndTheTokenIsDescribedAndNotShown(Jdk jdk) throws IOException {
        try (Landscape there = Landscape.start()) {
            there.rules().write(folder);
            Run run = shell(jdk).run("login", "orders");
            assertThat(run.out()).startsWith("orders is logged in; its token lives for 60 minutes more");
            assertThat(run.exit()).isZero();
            assertThat(run.out())
                    .containsPattern("flow +srp")
                    .containsPattern("client_id +" + Landscape.CLIENT)
                    .containsPattern("token_use +access")
                    .contains("begins with the flow USER_SRP_AUTH", "is asked for PASSWORD_VERIFIER")
                    .doesNotContain("eyJ", Landscape.PASSWORD);
            assertThat(there.cognito.calls()).containsExactly("InitiateAuth", "RespondToAuthChallenge");
        }
    }

    static List<Jdk> jdks() {
        return Jdk.tested();
    }

    @Test
    void aScriptGetsNothingButTheToken() throws IOException {
        try (Landscape there = Landscape.start()) {
            there.rules().write(folder);
            Run run = shell(Jdk.running()).unlogged().run("login", "orders", "--print-token");
            assertThat(run.exit()).isZero();
            assertThat(run.err()).isEmpty();
            String token = run.out().strip();
            assertThat(run.out()).isEqualTo(token + System.lineSeparator());
            JsonNode id = shell(Jdk.running())
                    .unlogged()
                    .run("login", "orders", "--print-token=id", "--json")
                    .json();
            assertThat(id.path("token").asText()).startsWith("eyJ").isNotEqualTo(token);
            assertThat(id.path("claims").toString()).contains("\"token_use\",\"value\":\"id\"");
        }
    }

    @Test
    void aScriptThatGetsNoTokenIsNotGivenTheReasonInItsPlace() throws IOException {
        try (Landscape there = Landscape.start()) {
            there.rules().write(folder);
            Run run = Shell.in(folder).variable("ORDERS_PASSWORD", "wrong").run("login", "orders", "--print-token");
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("Incorrect username or password");
        }
    }

    @Test
    void keysAreDescribedWithoutTheirSecret() throws IOException {
        new RulesFile()
                .identity("reports", "aws")
                .with("access-key-id", "AKIAEXAMPLE")
                .with("secret-access-key", "Lit 8 secret")
                .rule("reports", "reports.execute-api.eu-west-1.amazonaws.com", "reports")
                .write(folder);
        Run run = Shell.in(folder).run("login", "reports");
        assertThat(run.exit()).isZero();
        assertThat(run.firstLine()).startsWith("reports has AWS credentials; the key AKIAEXAMPLE");
        assertThat(run.out()).doesNotContain("Lit 8 secret");
    }

    @Test
    void anIdentityThatIsNotThereIsAnsweredWithThoseThatAre() throws IOException {
        try (Landscape there = Landscape.start()) {
            there.rules().write(folder);
            Run run = shell(Jdk.running()).run("login", "oders");
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.firstLine()).isEqualTo("agent.properties has no identity 'oders'; it has orders");
        }
    }

    private Shell shell(Jdk jdk) {
        return Shell.in(folder, jdk).variable("ORDERS_PASSWORD", Landscape.PASSWORD);
    }
}
