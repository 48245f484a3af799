package io.countersign.it.reload;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Requirement;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Good versions take over, bad ones are said once, however the files are replaced. */
final class ReloadIT {

    private static final String FIRST = RunLogs.ledger().record("reload-first-key-71");
    private static final String SECOND = RunLogs.ledger().record("reload-second-key-72");

    private final Clock clock = Clock.systemUTC();
    private final ApiServer first = ApiServer.requiring(Requirement.apiKey(FIRST));
    private final ApiServer second = ApiServer.requiring(Requirement.apiKey(SECOND));

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void otherRulesTakeOver() throws IOException {
        Path file = rules(first, FIRST).write(folder);
        try (AppUnderTest app = start(file)) {
            assertThat(status(app, first)).isEqualTo("200");
            rules(second, SECOND).replace(folder);

            await(() -> status(app, second).equals("200"));
            assertThat(status(app, first)).isEqualTo("401");
            assertThat(app.endAndGetErrors())
                    .containsExactly("Countersign: " + file + " read again: 1 rule, 1 identity"
                            + " (changed: identity 'key', rule 'keyed')");
        }
    }

    @Test
    void aBadVersionIsSaidOnceAndAGoodOneHeals() throws IOException {
        Path file = rules(first, FIRST).write(folder);
        try (AppUnderTest app = start(file)) {
            assertThat(status(app, first)).isEqualTo("200");
            rules(second, SECOND).with("pathz", "/v1").replace(folder);
            await(() -> status(app, first).equals("200")
                    && app.errors().stream().anyMatch(line -> line.endsWith("the rules of before stay in use")));
            assertThat(status(app, second)).isEqualTo("401");

            rules(second, SECOND).replace(folder);
            await(() -> status(app, second).equals("200"));

            List<String> errors = app.endAndGetErrors();
            assertThat(errors).hasSize(3);
            assertThat(errors.get(0)).contains("agent.properties:6: unknown key 'rule.keyed.pathz'");
            assertThat(errors.get(1)).contains("cannot be used; the rules of before stay in use");
            assertThat(errors.get(2)).contains("read again");
        }
    }

    @Test
    void anAgentThatStayedOffIsHealedByAGoodFile() throws IOException {
        Path file = rules(first, FIRST).with("pathz", "/v1").write(folder);
        try (AppUnderTest app = start(file)) {
            assertThat(status(app, first)).isEqualTo("401");
            rules(first, FIRST).replace(folder);

            await(() -> status(app, first).equals("200"));
            assertThat(app.endAndGetErrors())
                    .hasSize(3)
                    .last()
                    .asString()
                    .endsWith("can be used now: 1 rule, 1 identity");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void volumesOfKubernetesTakeOver() throws IOException {
        Path secrets = Files.createDirectory(folder.resolve("secrets"));
        Path rules = Files.createDirectory(folder.resolve("rules"));
        project(secrets, "..1", "key", FIRST);
        project(
                rules,
                "..1",
                "agent.properties",
                Files.readString(keyInFile(first, secrets).write(folder)));
        try (AppUnderTest app = start(rules.resolve("agent.properties"))) {
            assertThat(status(app, first)).isEqualTo("200");

            project(secrets, "..2", "key", SECOND);
            await(() -> status(app, first).equals("401"));
            project(
                    rules,
                    "..2",
                    "agent.properties",
                    Files.readString(keyInFile(second, secrets).write(folder)));
            await(() -> status(app, second).equals("200"));

            assertThat(app.endAndGetErrors()).hasSize(2).allMatch(line -> line.contains("read again"));
        }
    }

    @Test
    void switchedOffNothingIsReadAgain() throws IOException {
        Path file = keyed(first, FIRST).global("reload", "off").write(folder);
        Path other = Files.createDirectory(folder.resolve("other"));
        try (AppUnderTest watching = start(rules(first, FIRST).write(other));
                AppUnderTest app = start(file)) {
            assertThat(status(app, first)).isEqualTo("200");
            assertThat(status(watching, first)).isEqualTo("200");
            rules(second, SECOND).replace(folder);
            rules(second, SECOND).replace(other);

            await(() -> status(watching, second).equals("200"));
            assertThat(status(app, first)).isEqualTo("200");
            assertThat(app.endAndGetErrors()).isEmpty();
        }
    }

    private static RulesFile rules(ApiServer api, String key) {
        return keyed(api, key).global("reload", "100ms");
    }

    private static RulesFile keyed(ApiServer api, String key) {
        return new RulesFile()
                .identity("key", "api-key")
                .with("api-key", key)
                .rule("keyed", "127.0.0.1:" + api.port(), "key");
    }

    private static RulesFile keyInFile(ApiServer api, Path secrets) {
        return rules(api, "${file:" + secrets.resolve("key") + "}");
    }

    /** As the kubelet projects a volume: the file is a link through {@code ..data}, which is moved to another directory. */
    private static void project(Path volume, String version, String name, String content) throws IOException {
        Path directory = Files.createDirectory(volume.resolve(version));
        Files.writeString(directory.resolve(name), content);
        Path link = Files.createSymbolicLink(volume.resolve("..data_tmp"), Path.of(version));
        Files.move(link, volume.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        if (Files.notExists(volume.resolve(name))) {
            Files.createSymbolicLink(volume.resolve(name), Path.of("..data", name));
        }
    }

    private static AppUnderTest start(Path rules) {
        return AppUnderTest.with(Applications.URL_CONNECTION, Jdk.running())
                .agent(rules)
                .start();
    }

    private static String status(AppUnderTest app, ApiServer api) {
        return app.send("GET", api.at("/echo")).status();
    }

    /** Asks again until it is so; each question is a request or more. */
    private void await(BooleanSupplier isSo) {
        Instant limit = clock.instant().plusSeconds(60);
        while (!isSo.getAsBoolean()) {
            assertThat(clock.instant()).isBefore(limit);
        }
    }
}
