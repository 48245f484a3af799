package io.countersign.rules;

import io.countersign.secret.FakeEnvironment;
import io.countersign.secret.References;
import io.countersign.secret.Secret;
import java.io.File;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** What a file says for the whole JVM. */
final class GlobalSettingsTest {

    private static final String RULE = """
            identity.k.type = api-key
            identity.k.api-key = k3y
            rule.r.hosts = a.example.com
            rule.r.identity = k
            """;
    private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAA==";

    @Test
    void withoutAnyLineEverythingHasItsDefault() throws RulesException {
        GlobalSettings none = settings();

        assertThat(none.optionalText("token-store")).isNull();
        assertThat(none.optionalText("secrets.region")).isNull();
        assertThat(none.duration("secrets.timeout")).isEqualTo(Duration.ofSeconds(5));
        assertThat(none.duration("secrets.refresh")).isEqualTo(Duration.ofHours(1));
        assertThat(none.duration("token-store.timeout")).isEqualTo(Duration.ofMillis(500));
        assertThat(none.leadOut()).isFalse();
    }

    @Test
    void linesAreRead() throws RulesException {
        GlobalSettings settings = settings(
                "secrets.region = eu-west-1",
                "secrets.profile = prod",
                "secrets.timeout = 2s",
                "secrets.refresh = 10m",
                "token-store = rediss://redis.example.com:6380/2",
                "token-store.key = " + KEY,
                "token-store.username = orders",
                "token-store.password = hidden",
                "token-store.timeout = 1s");

        assertThat(settings.optionalText("secrets.region")).isEqualTo("eu-west-1");
        assertThat(settings.optionalText("secrets.profile")).isEqualTo("prod");
        assertThat(settings.duration("secrets.timeout")).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.duration("secrets.refresh")).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.optionalText("token-store")).isEqualTo("rediss://redis.example.com:6380/2");
        assertThat(settings.optionalSecret("token-store.key")).isEqualTo(Secret.of(KEY));
        assertThat(settings.optionalSecret("token-store.password")).isEqualTo(Secret.of("hidden"));
        assertThat(settings.duration("token-store.timeout")).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.toString()).doesNotContain(KEY).doesNotContain("hidden");
    }

    @ParameterizedTest
    @CsvSource({"file:/var/tokens, file:/var/tokens", "file:tokens, file:/etc/app/tokens"})
    void aRelativeFolderStartsAtTheRulesFilesFolder(String written, String meant) throws RulesException {
        assertThat(settings("token-store = " + written).optionalText("token-store"))
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://localhost",
                "redis://127.0.0.1:6379",
                "redis://[::1]:6379/1",
                "rediss://redis.example.com"
            })
    void whatNobodyCanReadOnItsWayIsNotWarnedOf(String store) throws RulesException {
        assertThat(warnings("token-store = " + store)).isEmpty();
    }

    @Test
    void plainRedisToAnotherHostIsWarnedOf() throws RulesException {
        assertThat(warnings("token-store = redis://redis.example.com"))
                .containsExactly(
                        "agent.properties:5: token-store is plain redis: the server's password travels readable to"
                                + " a host that is not this one; use rediss");
    }

    @Test
    void vaultsMayHoldKeyAndPasswordOfTheStore() throws RulesException {
        GlobalSettings settings = settings(
                "token-store = rediss://redis.example.com",
                "token-store.key = ${secretsmanager:store#key}",
                "token-store.password = ${ssm:/store/password}");
        References references =
                References.of(new FakeEnvironment(), new File("/")).withVaults(name -> KEY, name -> "hidden");

        assertThat(settings.leadOut()).isTrue();
        assertThat(settings.optionalSecret("token-store.key")).isNull();
        GlobalSettings resolved = settings.resolved(references);
        assertThat(requireNonNull(resolved.optionalSecret("token-store.key")).reveal())
                .isEqualTo(KEY);
        assertThat(requireNonNull(resolved.optionalSecret("token-store.password"))
                        .reveal())
                .isEqualTo("hidden");
        assertThat(resolved.optionalText("token-store")).isEqualTo("rediss://redis.example.com");
    }

    @Test
    void logAndMetricsAreReadAndHaveTheirDefaults() throws RulesException {
        GlobalSettings none = settings();
        assertThat(none.text("log.level")).isEqualTo("info");
        assertThat(none.bytes("log.max-size")).isEqualTo(10 * 1024 * 1024);
        assertThat(none.count("log.files")).isEqualTo(5);
        assertThat(none.duration("metrics.interval")).isEqualTo(Duration.ofSeconds(15));

        GlobalSettings settings = settings(
                "log.level = debug",
                "log.file = logs/agent.log",
                "log.max-size = 1KiB",
                "log.files = 2",
                "metrics.file = /var/lib/metrics/orders.prom",
                "metrics.interval = 1s");
        assertThat(settings.text("log.level")).isEqualTo("debug");
        assertThat(settings.optionalText("log.file")).isEqualTo("/etc/app/logs/agent.log");
        assertThat(settings.bytes("log.max-size")).isEqualTo(1024);
        assertThat(settings.count("log.files")).isEqualTo(2);
        assertThat(settings.optionalText("metrics.file")).isEqualTo("/var/lib/metrics/orders.prom");
        assertThat(settings.duration("metrics.interval")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aRuleOrTheDefaultSaysWhetherHopsAreLogged() throws RulesException {
        assertThat(RulesText.read(RULE).rules().get(0).debugs()).isFalse();
        assertThat(RulesText.read(RULE).hasGlobal()).isFalse();
        assertThat(RulesText.read(RULE + "rule.r.debug = true").rules().get(0).debugs())
                .isTrue();
        assertThat(RulesText.read(RULE + "default.debug = true").rules().get(0).debugs())
                .isTrue();
        assertThat(RulesText.read(RULE + "log.level = warn").hasGlobal()).isTrue();
    }

    private static GlobalSettings settings(String... lines) throws RulesException {
        return RulesText.read(RULE + String.join("\n", lines)).global();
    }

    private static List<String> warnings(String store) throws RulesException {
        return RulesText.read(RULE + store + "\ntoken-store.key = " + KEY).warnings().stream()
                .map(Problem::toString)
                .toList();
    }
}
