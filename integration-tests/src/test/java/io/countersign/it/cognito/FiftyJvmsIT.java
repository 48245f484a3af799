package io.countersign.it.cognito;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.RedisServer;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.countersign.it.cognito.Site.LOG_IN;
import static org.assertj.core.api.Assertions.assertThat;

/** A fleet that starts at once: all of it is up before the first log-in is answered, and that stays the only one. */
final class FiftyJvmsIT {

    private static final int JVMS = 50;

    @TempDir
    private Path folder;

    @Test
    void withAStoreOfFilesFiftyJvmsMakeOneLogIn() throws IOException {
        assertOneLogIn(new RulesFile().global("token-store", "file:tokens").global("token-store.timeout", "60s"));
    }

    @Test
    void withRedisFiftyJvmsMakeOneLogIn() throws IOException {
        try (RedisServer redis = Redis.start()) {
            assertOneLogIn(new RulesFile()
                    .global("token-store", redis.url())
                    .global("token-store.key", Redis.KEY)
                    .global("token-store.password", Redis.PASSWORD)
                    .global("token-store.timeout", "60s"));
        }
    }

    @Test
    void aWrongPasswordOfFiftyJvmsIsTriedOnce() throws IOException {
        try (HeldSrp held = new HeldSrp();
                Site site = Site.over("orders", held.server())) {
            site.with("timeout", "10m").with("password", RunLogs.ledger().record("not-the-password"));
            RulesFile rules =
                    new RulesFile().global("token-store", "file:tokens").global("token-store.timeout", "60s");
            site.describe(rules);
            List<Outcome> outcomes = outcomes(rules.write(folder), held, site.api.at("/echo"));

            assertThat(site.cognito.account(Site.USER).wrongPasswords()).isEqualTo(1);
            assertThat(outcomes)
                    .hasSize(JVMS)
                    .allSatisfy(outcome -> assertThat(outcome.message()).contains("Incorrect username or password"));
        }
    }

    private void assertOneLogIn(RulesFile rules) throws IOException {
        try (HeldSrp held = new HeldSrp();
                Site site = Site.over("orders", held.server())) {
            site.with("timeout", "10m");
            site.describe(rules);
            ApiServer api = site.api;
            List<Outcome> outcomes = outcomes(rules.write(folder), held, api.at("/echo"));

            assertThat(site.cognito.calls(LOG_IN)).isEqualTo(1);
            assertThat(site.cognito.calls()).hasSize(2);
            assertThat(api.refusals()).isEmpty();
            assertThat(outcomes).hasSize(JVMS).containsOnly(Outcome.answer(200, new byte[0]));
        }
    }

    private static List<Outcome> outcomes(Path rules, HeldSrp held, URI there) {
        List<AppUnderTest> fleet = new ArrayList<>();
        try {
            List<AppUnderTest.Crowd> crowds = new ArrayList<>();
            for (int i = 0; i < JVMS; i++) {
                AppUnderTest app = Sites.app(rules)
                        .option("-Xmx32m")
                        .option("-XX:+UseSerialGC")
                        .start();
                fleet.add(app);
                crowds.add(app.sendMany(1, 1, "GET", there));
            }
            held.release();
            return crowds.stream().flatMap(crowd -> crowd.outcomes().stream()).toList();
        } finally {
            fleet.forEach(AppUnderTest::close);
        }
    }
}
