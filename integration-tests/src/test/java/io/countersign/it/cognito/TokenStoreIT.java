package io.countersign.it.cognito;

import io.countersign.counterpart.RedisServer;
import io.countersign.counterpart.ServerCertificate;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.countersign.it.cognito.Site.LOG_IN;
import static io.countersign.it.cognito.Site.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;

/** JVMs that share tokens through each kind of store, and go on without it when it fails. */
final class TokenStoreIT {

    private static final String ANOTHER_KEY = RunLogs.ledger().record("YW5vdGhlci1rZXktb2YtMzItYnl0ZXMtZm9yLXRlc3Q=");

    private final Site site =
            Site.of("orders", pool -> pool.user(Site.user()).client(Site.CLIENT).rotatingRefreshTokens());

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void filesOfOneMachine() throws IOException {
        assertShared(start(filed()), start(filed()));

        Path store = folder.resolve("tokens");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(store)) {
            assertThat(files)
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void encryptedFilesShowNothing() throws IOException {
        RulesFile rules = filed().global("token-store.key", Redis.KEY);
        try (AppUnderTest app = start(rules)) {
            site.assertLetsIn(app);
        }
        try (Stream<Path> files = Files.list(folder.resolve("tokens"))) {
            assertThat(files.filter(file -> !file.toString().endsWith(".lock")))
                    .singleElement()
                    .satisfies(file -> assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .doesNotContain("access", "eyJ"));
        }
    }

    @Test
    void redis() throws IOException {
        try (RedisServer redis = Redis.start()) {
            assertShared(start(redis(redis)), start(redis(redis)));

            assertThat(redis.ask("KEYS", "*")).hasSize(3).anyMatch(line -> line.startsWith("countersign:{"));
            String dump = String.join("", redis.ask("GET", keyIn(redis)));
            assertThat(dump).doesNotContain("eyJ", Site.USER, Site.POOL);
        }
    }

    @Test
    void redisOverTlsWithACertificateThatTheJvmTrusts() throws IOException {
        Redis.assume();
        ServerCertificate certificate = ServerCertificate.in(folder);
        try (RedisServer redis = RedisServer.startSecure(Redis.PASSWORD, certificate)) {
            AppUnderTest.Setup one = Sites.app(redis(redis).write(folder));
            AppUnderTest.Setup two = Sites.app(folder.resolve("agent.properties"));
            certificate.trustOptions().forEach(one::option);
            certificate.trustOptions().forEach(two::option);
            assertShared(one.start(), two.start());
        }
    }

    @Test
    void redisOverTlsWithACertificateThatNobodyVouchesFor() throws IOException {
        Redis.assume();
        try (RedisServer redis = RedisServer.startSecure(Redis.PASSWORD, ServerCertificate.in(folder));
                AppUnderTest app = start(redis(redis))) {
            assertGoesOn(app, "unable to find valid certification path to requested target; check token-store");
        }
    }

    @Test
    void redisOverTlsUnderANameThatTheCertificateLacks() throws IOException {
        Redis.assume();
        ServerCertificate certificate = ServerCertificate.in(folder);
        try (RedisServer redis = RedisServer.startSecure(Redis.PASSWORD, certificate)) {
            AppUnderTest.Setup setup =
                    Sites.app(redis(redis.url("127.0.0.2"), "20s").write(folder));
            certificate.trustOptions().forEach(setup::option);
            try (AppUnderTest app = setup.start()) {
                assertGoesOn(app, "No subject alternative names matching IP address 127.0.0.2 found");
            }
        }
    }

    @Test
    void keyAndPasswordOfTheStoreComeFromAVault() throws IOException {
        try (Vault vault = new Vault();
                RedisServer redis = Redis.start()) {
            vault.server.secret("store", "{\"key\":\"" + Redis.KEY + "\",\"password\":\"" + Redis.PASSWORD + "\"}");
            RulesFile rules = vault.describe(
                            rules("redis://127.0.0.1:" + redis.url().getPort()))
                    .global("token-store.key", "${secretsmanager:store#key}")
                    .global("token-store.password", "${secretsmanager:store#password}");
            Path file = rules.write(folder);
            assertShared(
                    Vault.letIn(Sites.app(file)).start(),
                    Vault.letIn(Sites.app(file)).start());
        }
    }

    @Test
    void aTokenThatAnApiRefusesIsReplacedForAll() throws IOException {
        try (AppUnderTest one = start(filed());
                AppUnderTest another = start(filed())) {
            site.assertLetsIn(one);
            site.assertLetsIn(another);
            site.assertRenews(one);
            assertThat(site.cognito.calls(REFRESH)).isEqualTo(1);

            site.assertRenews(another);

            assertThat(site.cognito.calls(REFRESH)).isEqualTo(1);
            assertThat(site.cognito.calls(LOG_IN)).isEqualTo(1);
            assertThat(one.endAndGetErrors()).isEmpty();
            assertThat(another.endAndGetErrors()).isEmpty();
        }
    }

    @Test
    void aStoreThatIsKilledKeepsNobodyFromTokensAndIsUsedAgainWhenItIsBack() throws IOException {
        RedisServer redis = Redis.start();
        try (AppUnderTest app = start(redis(redis))) {
            site.assertLetsIn(app);
            redis.close();
            site.assertRenews(app);
            site.assertRenews(app);
            try (RedisServer again = redis.again();
                    AppUnderTest another = start(redis(again))) {
                site.assertRenews(app);
                long calls = site.cognito.calls().size();
                site.assertLetsIn(another);
                assertThat(site.cognito.calls()).hasSize((int) calls);
            }
            assertThat(app.endAndGetErrors())
                    .singleElement()
                    .asString()
                    .contains("the token store redis://127.0.0.1:" + redis.url().getPort() + " cannot be reached: ")
                    .endsWith(
                            "; check token-store, the server and the network (tokens are fetched without it where need"
                                    + " be)");
        }
    }

    @Test
    void aStoreThatHangsKeepsNobodyWaitingForLong() throws IOException {
        RedisServer redis = Redis.start();
        try (redis;
                AppUnderTest app = start(redis(redis, "500ms"))) {
            site.assertLetsIn(app);
            redis.freeze();
            site.assertRenews(app);
            redis.thaw();
            assertThat(app.endAndGetErrors()).singleElement().asString().contains("the token store redis://127.0.0.1:");
        }
    }

    @Test
    void aStoreWithAnotherKeyIsSaidSoAndWrittenOver() throws IOException {
        try (AppUnderTest app = start(filed().global("token-store.key", ANOTHER_KEY))) {
            site.assertLetsIn(app);
        }
        try (AppUnderTest app = start(filed().global("token-store.key", Redis.KEY))) {
            assertGoesOn(
                    app,
                    "holds an entry that is damaged or was encrypted with another token-store.key, and is replaced; give all"
                            + " who share the store the same key");
        }
    }

    @Test
    void anEntryThatWasCutOffIsSaidSoAndWrittenOver() throws IOException {
        try (AppUnderTest app = start(filed())) {
            site.assertLetsIn(app);
        }
        try (Stream<Path> files = Files.list(folder.resolve("tokens"))) {
            Path entry = files.filter(file -> !file.toString().endsWith(".lock"))
                    .findFirst()
                    .orElseThrow();
            String content = Files.readString(entry);
            Files.writeString(entry, content.substring(0, content.length() / 2));
        }
        try (AppUnderTest app = start(filed())) {
            assertGoesOn(app, "holds an entry that is damaged, and is replaced");
        }
    }

    @Test
    void aFolderThatOthersMayReadIsRefused() throws IOException {
        Files.createDirectory(
                folder.resolve("tokens"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        try (AppUnderTest app = start(filed())) {
            assertGoesOn(app, "tokens is open to others (rwxr-xr-x); take group and others off it, as chmod go= does");
        }
        try (Stream<Path> files = Files.list(folder.resolve("tokens"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aWrongPasswordOfTheStoreIsSaidSo() throws IOException {
        try (RedisServer redis = Redis.start();
                AppUnderTest app = start(rules(redis.url().toString())
                        .global("token-store.key", Redis.KEY)
                        .global("token-store.password", RunLogs.ledger().record("not-the-password")))) {
            assertGoesOn(app, "refuses the log-in or a command (WRONGPASS); correct token-store.username and");
        }
    }

    /** The second one finds the tokens of the first, and nothing is wrong. */
    private void assertShared(AppUnderTest one, AppUnderTest another) {
        try (one;
                another) {
            site.assertLetsIn(one);
            site.assertLetsIn(another);
            assertThat(site.cognito.calls(LOG_IN)).isEqualTo(1);
            assertThat(one.endAndGetErrors()).isEmpty();
            assertThat(another.endAndGetErrors()).isEmpty();
        }
    }

    private void assertGoesOn(AppUnderTest app, String complaint) {
        site.assertLetsIn(app);
        assertThat(app.endAndGetErrors())
                .singleElement()
                .asString()
                .startsWith("Countersign: warning: the token store ")
                .contains(complaint);
    }

    private AppUnderTest start(RulesFile rules) throws IOException {
        return Sites.app(rules.write(folder)).start();
    }

    private RulesFile filed() {
        return rules("file:tokens");
    }

    private RulesFile redis(RedisServer redis) {
        return redis(redis, "20s");
    }

    private RulesFile redis(RedisServer redis, String timeout) {
        return redis(redis.url(), timeout);
    }

    private RulesFile redis(URI url, String timeout) {
        return rules(url.toString())
                .global("token-store.key", Redis.KEY)
                .global("token-store.password", Redis.PASSWORD)
                .global("token-store.timeout", timeout);
    }

    private RulesFile rules(String store) {
        return Sites.of(site).rules().global("token-store", store);
    }

    private static String keyIn(RedisServer redis) {
        List<String> lines = redis.ask("KEYS", "*");
        return lines.get(2);
    }
}
