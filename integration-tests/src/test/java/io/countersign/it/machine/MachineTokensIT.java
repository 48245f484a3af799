package io.countersign.it.machine;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.PoolClient;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.SecretLedger;
import io.countersign.counterpart.UserPool;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Tokens of app clients of a user pool, and those that a command or somebody else makes. */
final class MachineTokensIT {

    private static final String POOL = "eu-central-1_Ab12Cd34E";
    private static final String CLIENT = "2example34567891";
    private static final String SECRET = "app-client-s3cret-91c2";

    private final SecretLedger ledger = RunLogs.ledger();

    @TempDir
    private Path folder;

    @Test
    void anAppClientGetsATokenInItsOwnName() throws IOException {
        try (CognitoServer cognito = cognito();
                ApiServer api = ApiServer.requiring(Requirement.bearer(cognito.issuer(), "access", CLIENT))) {
            client(cognito, api, SECRET).assertLetIn(api);
            assertThat(cognito.calls()).containsExactly("GetClientToken");
            assertThat(cognito.lastInput("GetClientToken").path("Scopes")).hasSize(1);
        }
    }

    @Test
    void aWrongSecretOfAnAppClientIsNamedWithTheRemedy() throws IOException {
        try (CognitoServer cognito = cognito();
                ApiServer api = ApiServer.requiring(Requirement.bearer(cognito.issuer(), "access", CLIENT))) {
            client(cognito, api, ledger.record("not-the-s3cret-77aa"))
                    .assertRefused(
                            api,
                            "jobs: the log-in of the app client " + CLIENT + " to user pool " + POOL
                                    + " failed: NotAuthorizedException: Client secret does not match for the client: "
                                    + CLIENT + "; correct the identity's client-secret");
            assertThat(cognito.calls()).hasSize(1);
        }
    }

    @Test
    void aCommandPrintsTheToken() throws IOException {
        String token = ledger.record("printed-token-3b1c");
        try (ApiServer api = ApiServer.requiring(Requirement.header("Authorization", "Bearer " + token))) {
            command("/usr/bin/printf \"%s\\\\n\" " + token, api).assertLetIn(api);
        }
    }

    @Test
    void aRefusedTokenIsPrintedAgain() throws IOException {
        String stale = ledger.record("printed-stale-5d0e");
        String newer = ledger.record("printed-newer-8e6f");
        Path file = Files.writeString(folder.resolve("printed"), stale);
        try (ApiServer api = ApiServer.requiring(Requirement.header("Authorization", "Bearer " + newer))) {
            Machine machine = command("/bin/sh -c \"cat " + file + "; echo -n " + newer + " > " + file + "\"", api);
            try (AppUnderTest app = machine.start()) {
                assertThat(app.send("GET", api.at("/orders")).status()).isEqualTo("200");
            }
            assertThat(api.refusals()).hasSize(1);
        }
    }

    @Test
    void aCommandThatFailsIsNamedWithoutWhatItSays() throws IOException {
        String argument = ledger.record("command-s3cret-0c4d");
        try (ApiServer api = ApiServer.requiring(request -> Optional.of("nobody"))) {
            command("/bin/sh -c 'echo " + argument + " >&2; exit 7'", api)
                    .assertRefused(
                            api,
                            "printed: the command /bin/sh ended with exit code 7; run it by hand as the user of this"
                                    + " process to see why (what it says of that is not shown, as it may hold secrets)");
        }
    }

    @Test
    void aCommandThatTakesTooLongHoldsTheRequestForItsTimeoutOnly() throws IOException {
        try (ApiServer api = ApiServer.requiring(request -> Optional.of("nobody"))) {
            RulesFile rules = new RulesFile()
                    .identity("printed", "token")
                    .with("command", "/bin/sleep 600")
                    .with("timeout", "1s")
                    .rule("api", Machine.authority(api), "printed");
            try (AppUnderTest app = Machine.with(rules, folder).start()) {
                assertThat(Machine.send(app, api).message())
                        .startsWith("Countersign: printed: the command /bin/sleep ");
            }
            assertThat(api.received()).isEmpty();
        }
    }

    /** As Kubernetes projects tokens: the file is a link into a link, and that one is replaced. */
    @Test
    void aFileBehindLinksThatArePointedElsewhereIsReadAgain() throws IOException {
        String first = ledger.record("projected-first-1a2b");
        String second = ledger.record("projected-second-3c4d");
        project(first, "..2026_01");
        Files.createSymbolicLink(folder.resolve("token"), Path.of("..data", "token"));
        try (ApiServer api = ApiServer.requiring(Requirement.header("Authorization", "Bearer " + second))) {
            Machine machine = Machine.with(
                    new RulesFile()
                            .identity("projected", "token")
                            .with("file", folder.resolve("token"))
                            .rule("api", Machine.authority(api), "projected"),
                    folder);
            try (AppUnderTest app = machine.start()) {
                assertThat(app.send("GET", api.at("/orders")).status()).isEqualTo("401");
                project(second, "..2026_02");
                Files.delete(folder.resolve("..2026_01").resolve("token"));
                assertThat(Machine.send(app, api).status()).isEqualTo("200");
            }
        }
    }

    @Test
    void aBadCommandIsReportedWithItsLine() throws IOException {
        try (ApiServer api = ApiServer.requiring(request -> Optional.of("nobody"))) {
            command("/bin/print \"token", api)
                    .assertBad(
                            api,
                            "agent.properties:2: identity.printed.command has a quote that is not closed, or no program"
                                    + " before its arguments");
        }
    }

    private void project(String token, String version) throws IOException {
        Path versioned = Files.createDirectory(folder.resolve(version));
        Files.writeString(versioned.resolve("token"), token);
        Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of(version));
        Files.move(next, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }

    private CognitoServer cognito() {
        UserPool pool = UserPool.builder(POOL)
                .client(PoolClient.of(CLIENT)
                        .withSecrets(ledger.record(SECRET))
                        .withScopes("orders/read", "orders/write")
                        .allowing("CLIENT_TOKEN_AUTH"))
                .build();
        return CognitoServer.start(pool, Clock.systemUTC(), ledger);
    }

    private Machine client(CognitoServer cognito, ApiServer api, String secret) throws IOException {
        RulesFile rules = new RulesFile()
                .identity("jobs", "cognito-client")
                .with("user-pool-id", POOL)
                .with("client-id", CLIENT)
                .with("client-secret", "${env:JOBS_SECRET}")
                .with("scopes", "orders/read")
                .with("endpoint", cognito.endpoint())
                .with("timeout", "20s")
                .rule("api", Machine.authority(api), "jobs");
        return Machine.with(rules, folder).variable("JOBS_SECRET", secret);
    }

    private Machine command(String command, ApiServer api) throws IOException {
        return Machine.with(
                new RulesFile()
                        .identity("printed", "token")
                        .with("command", command)
                        .with("timeout", "20s")
                        .rule("api", Machine.authority(api), "printed"),
                folder);
    }
}
