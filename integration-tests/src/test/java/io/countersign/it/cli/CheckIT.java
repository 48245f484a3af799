package io.countersign.it.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.it.cli.Shell.Run;
import io.countersign.it.harness.RulesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** {@code check}. */
final class CheckIT {

    private static final String SECRET = "An open 6 secret";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static RulesFile rules() {
        return new RulesFile()
                .identity("catalog", "api-key")
                .with("api-key", SECRET)
                .rule("catalog", "api.example.com", "catalog")
                .with("header", "x-api-key")
                .with("prefix", "\"\"");
    }

    @Test
    void aGoodFileIsShownWithoutItsSecrets() throws IOException {
        Path file = rules().write(folder);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Run run = Shell.in(folder).run("check");
        assertThat(run.exit()).isZero();
        assertThat(run.firstLine())
                .isEqualTo("agent.properties can be used: 1 rule, 1 identity, nothing to complain about");
        assertThat(run.out())
                .containsPattern(
                        "catalog +agent.properties:3 +api.example.com +/\\*\\* +all +x-api-key: <API key of catalog>")
                .containsPattern("catalog +agent.properties:1 +api-key +api-key=\\*\\*\\*\\*")
                .doesNotContain(SECRET);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void jsonTellsTheSame() throws IOException {
        rules().write(folder);
        Run run = Shell.in(folder)
                .run("check", "--json", folder.resolve("agent.properties").toString());
        JsonNode json = run.json();
        assertThat(run.exit()).isZero();
        assertThat(json.path("ok").asBoolean()).isTrue();
        assertThat(json.at("/rules/0/hosts").asText()).isEqualTo("api.example.com");
        assertThat(json.at("/rules/0/adds").asText()).isEqualTo("x-api-key: <API key of catalog>");
        assertThat(json.at("/identities/0/settings").asText()).isEqualTo("api-key=****");
        assertThat(run.out()).doesNotContain(SECRET);
    }

    @Test
    void allMistakesAreReportedAtOnce() throws IOException {
        rules().with("hedaer", "x")
                .rule("second", "api.example.org", "catalogue")
                .write(folder);
        Run run = Shell.in(folder).run("check");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.firstLine())
                .startsWith("agent.properties:7: unknown key 'rule.catalog.hedaer'; did you mean 'header'?")
                .endsWith("(and 1 more)");
        assertThat(run.out()).contains("agent.properties:9: rule 'second' names identity 'catalogue'");
        JsonNode json = Shell.in(folder).run("check", "--json").json();
        assertThat(json.path("ok").asBoolean(true)).isFalse();
        assertThat(json.path("errors")).hasSize(2);
    }

    @Test
    void secretsThatOthersCanReadAreAWarning() throws IOException {
        Path file = rules().write(folder);
        assumeThat(file.getFileSystem().supportedFileAttributeViews()).contains("posix");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--rw-"));
        Run run = Shell.in(folder).run("check");
        assertThat(run.exit()).isZero();
        assertThat(run.firstLine())
                .startsWith("agent.properties can be changed by every user of this machine")
                .endsWith("(the first of 2 warnings; the file can be used: 1 rule, 1 identity)");
        assertThat(run.out()).contains("chmod o-w agent.properties", "chmod o-r agent.properties");
    }

    @Test
    void referencesAreNoSecretsThatOthersCanRead() throws IOException {
        new RulesFile()
                .identity("catalog", "api-key")
                .with("api-key", "${env:KEY}")
                .rule("catalog", "api.example.com", "catalog")
                .write(folder);
        Run run = Shell.in(folder).variable("KEY", SECRET).run("check");
        assertThat(run.firstLine()).endsWith("nothing to complain about");
        assertThat(run.out()).doesNotContain(SECRET);
    }

    @Test
    void theOverlayAndTheVariableNameTheFiles() throws IOException {
        rules().write(folder);
        Files.writeString(folder.resolve("agent-prod.properties"), "rule.catalog.hosts = api.example.net\n");
        Run run = Shell.in(folder)
                .variable("COUNTERSIGN_CONFIG", "agent.properties")
                .run("check", "--env", "prod");
        assertThat(run.out()).contains("api.example.net").doesNotContain("api.example.com");
        assertThat(Shell.in(folder).run("check", "--env", "test").firstLine())
                .contains("agent-test.properties", "does not exist");
    }
}
