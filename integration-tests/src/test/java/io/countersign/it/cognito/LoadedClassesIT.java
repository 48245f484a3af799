package io.countersign.it.cognito;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.RedisServer;
import io.countersign.counterpart.Requirement;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What rules do not use is not loaded: neither libraries nor our own rooms in front of them. */
final class LoadedClassesIT {

    private static final String KEY = RunLogs.ledger().record("loaded-classes-key-31");
    private static final Pattern LOADED = Pattern.compile("\\] ([\\w.$]+)[ /].*source:");
    private static final String JEDIS = "redis.clients.";
    private static final String SDK = "software.amazon.";
    private static final String VAULTS = "io.countersign.vault.";
    private static final String STORES = "io.countersign.store.";
    private static final String SECRETS_MANAGER = SDK + "awssdk.services.secretsmanager.";
    private static final String SYSTEMS_MANAGER = SDK + "awssdk.services.ssm.";

    @TempDir
    private Path folder;

    @Test
    void anApiKeyNeedsNoneOfThem() throws IOException {
        try (ApiServer api = ApiServer.requiring(Requirement.apiKey(KEY))) {
            RulesFile rules = new RulesFile()
                    .identity("k", "api-key")
                    .with("api-key", KEY)
                    .rule("keyed", Site.authority(api), "k");

            assertThat(loadedWith(rules, api.at("/echo")))
                    .contains("io.countersign.rules.RuleSet")
                    .noneMatch(name -> startsWith(name, JEDIS, SDK, VAULTS, STORES))
                    .doesNotContain(
                            "io.countersign.rules.GlobalReader",
                            "io.countersign.rules.GlobalKeys",
                            "io.countersign.rules.Referenced",
                            "io.countersign.rules.StoreUrl",
                            "io.countersign.secret.Vault");
        }
    }

    @Test
    void aKeyInAFileNeedsNoVault() throws IOException {
        try (ApiServer api = ApiServer.requiring(Requirement.apiKey(KEY))) {
            Files.writeString(folder.resolve("key"), KEY);
            RulesFile rules = new RulesFile()
                    .identity("k", "api-key")
                    .with("api-key", "${file:key}")
                    .rule("keyed", Site.authority(api), "k");

            assertThat(loadedWith(rules, api.at("/echo")))
                    .contains("io.countersign.rules.Referenced")
                    .noneMatch(name -> startsWith(name, JEDIS, SDK, VAULTS, STORES));
        }
    }

    @Test
    void aUserNeedsCognitosClientOnly() throws IOException {
        try (Site site = Site.of("orders")) {
            assertThat(loadedWith(Sites.of(site).rules(), site.api.at("/echo")))
                    .contains(SDK + "awssdk.services.cognitoidentityprovider.DefaultCognitoIdentityProviderClient")
                    .noneMatch(name -> startsWith(name, JEDIS, SECRETS_MANAGER, SYSTEMS_MANAGER, VAULTS, STORES));
        }
    }

    @Test
    void aStoreOfFilesNeedsNoRedis() throws IOException {
        try (Site site = Site.of("orders")) {
            RulesFile rules = Sites.of(site).rules().global("token-store", "file:tokens");

            assertThat(loadedWith(rules, site.api.at("/echo")))
                    .contains(STORES + "FileStore")
                    .noneMatch(name -> startsWith(name, JEDIS, SECRETS_MANAGER, SYSTEMS_MANAGER, VAULTS));
        }
    }

    @Test
    void aStoreInRedisNeedsNoVault() throws IOException {
        try (Site site = Site.of("orders");
                RedisServer redis = Redis.start()) {
            RulesFile rules = Sites.of(site)
                    .rules()
                    .global("token-store", redis.url())
                    .global("token-store.key", Redis.KEY)
                    .global("token-store.password", Redis.PASSWORD);

            assertThat(loadedWith(rules, site.api.at("/echo")))
                    .contains(JEDIS + "jedis.Connection")
                    .noneMatch(name -> startsWith(name, SECRETS_MANAGER, SYSTEMS_MANAGER, VAULTS));
        }
    }

    private Set<String> loadedWith(RulesFile rules, URI there) throws IOException {
        Path log = folder.resolve("classes.txt");
        try (AppUnderTest app = Sites.app(rules.write(folder))
                .option("-Xlog:class+load=info:file=" + log + ":time:filecount=0")
                .start()) {
            assertThat(app.send("GET", there)).isEqualTo(Outcome.answer(200, new byte[0]));
            assertThat(app.endAndGetErrors()).isEmpty();
        }
        Set<String> loaded = Files.readAllLines(log).stream()
                .map(LOADED::matcher)
                .filter(line -> line.find())
                .map(line -> line.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(loaded).contains("java.lang.Object", "io.countersign.agent.Agent");
        loaded.removeIf(name -> !startsWith(name, JEDIS, SDK, "io.countersign."));
        return loaded;
    }

    private static boolean startsWith(String name, String... starts) {
        for (String start : starts) {
            if (name.startsWith(start)) {
                return true;
            }
        }
        return false;
    }
}
