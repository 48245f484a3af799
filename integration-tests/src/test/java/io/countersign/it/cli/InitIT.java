package io.countersign.it.cli;

import io.countersign.it.cli.Shell.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code init}. */
final class InitIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** Nobody is at a terminal here, so everything comes from options and from the environment that the report names. */
    @ParameterizedTest
    @CsvSource({
        "cognito-user, user-pool-id=eu-central-1_Ab12Cd34E, MAIN_CLIENT_ID MAIN_USERNAME MAIN_PASSWORD",
        "cognito-client, user-pool-id=eu-central-1_Ab12Cd34E, MAIN_CLIENT_ID MAIN_CLIENT_SECRET",
        "client-credentials, token-url=https://login.example.com/token, MAIN_CLIENT_ID MAIN_CLIENT_SECRET",
        "api-key, api-key=kept-12-key, ''",
        "token, value=given, ''",
        "token, file=token.jwt, ''",
        "token, command=print-token, ''",
        "aws, profile=reports, ''",
        "cognito-identity-pool, identity-pool-id=eu-central-1:11111111-2222-3333-4444-555555555555, ''",
    })
    void everyTypeGivesAFileThatIsReadOnceTheEnvironmentIsThere(String type, String setting, String variables)
            throws IOException {
        Run run = Shell.in(folder)
                .run("init", "--type", type, "--host", "reports.execute-api.eu-west-1.amazonaws.com", "--set", setting);
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.firstLine())
                .isEqualTo("agent.properties is written; next: java -jar countersign.jar check agent.properties");
        Shell later = Shell.in(folder);
        for (String variable : variables.isEmpty() ? new String[0] : variables.split(" ", -1)) {
            assertThat(run.out()).contains(variable);
            later.variable(variable, "example");
        }
        assertThat(Files.readString(folder.resolve("agent.properties"))).contains("identity.main.type = " + type);
        Run check = later.run("check");
        assertThat(check.firstLine()).startsWith("agent.properties can be used: 1 rule, 1 identity");
    }

    @Test
    void aTokenOfNoKnownOriginComesFromTheEnvironment() {
        Run run = Shell.in(folder).run("init", "--type", "token", "--name", "big-app", "--host", "api.example.com");
        assertThat(run.out()).containsPattern("environment variables to set +BIG_APP_VALUE");
        assertThat(Shell.in(folder)
                        .variable("BIG_APP_VALUE", "given")
                        .run("check")
                        .exit())
                .isZero();
    }

    @Test
    void aFileThatIsThereIsOnlyReplacedByForce() throws IOException {
        Files.writeString(folder.resolve("agent.properties"), "mine");
        Run run = Shell.in(folder).run("init", "--type", "aws", "--host", "api.example.com");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.firstLine())
                .isEqualTo("agent.properties is there already; name another file, or replace it with --force");
        assertThat(Files.readString(folder.resolve("agent.properties"))).isEqualTo("mine");
        assertThat(Shell.in(folder)
                        .run("init", "--type", "aws", "--host", "api.example.com", "--force", "--json")
                        .json()
                        .path("ok")
                        .asBoolean())
                .isTrue();
        assertThat(Files.readString(folder.resolve("agent.properties"))).contains("rule.main.hosts = api.example.com");
    }

    @Test
    void whatIsMissingOrMisspeltIsNamedWithWhatThereIs() {
        assertMistake("--type is missing; it is one of cognito-user,", "--host", "api.example.com");
        assertMistake("--host is missing;", "--type", "aws");
        assertMistake("there is no type 'cognito';", "--type", "cognito", "--host", "api.example.com");
        assertMistake(
                "--host 'https://a.b': write the host without its scheme", "--type", "aws", "--host", "https://a.b");
        assertMistake(
                "--set: identities of type aws have no key 'profil'; did you mean 'profile'?",
                "--type",
                "aws",
                "--host",
                "api.example.com",
                "--set",
                "profil=x");
    }

    private void assertMistake(String message, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "init";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Run run = Shell.in(folder).run(all);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith(message);
        assertThat(folder).isEmptyDirectory();
    }
}
