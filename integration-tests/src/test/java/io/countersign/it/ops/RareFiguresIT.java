package io.countersign.it.ops;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Requirement;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The figures that only a shared store, or an application that fails by itself, brings about. */
final class RareFiguresIT {

    /** Those of a {@link Stage}: the agent, four rules, three identities. */
    private static final int BEANS = 8;

    @TempDir
    private Path folder;

    @Test
    void whoTakesTokensFromTheStoreCountsNoLogIn() throws Exception {
        try (Stage stage = new Stage()) {
            Path rules = stage.rules()
                    .global("token-store", "file:" + folder.resolve("tokens"))
                    .write(folder);
            String svc = "type=Identity,name=\"svc\"";
            try (AppUnderTest first = start(rules);
                    Beans beans = Beans.of(first.pid()).await(BEANS)) {
                assertThat(first.send("GET", stage.orders.at("/echo")).status()).isEqualTo("200");
                assertThat(beans.count(svc, "LogIns")).isOne();
                assertThat(beans.count(svc, "Shared")).isZero();
            }
            try (AppUnderTest second = start(rules);
                    Beans beans = Beans.of(second.pid()).await(BEANS)) {
                assertThat(second.send("GET", stage.orders.at("/echo")).status())
                        .isEqualTo("200");
                assertThat(beans.count(svc, "LogIns")).isZero();
                assertThat(beans.count(svc, "Shared")).isOne();
            }
            assertThat(stage.pool.calls(Stage.ANSWER)).isOne();
        }
    }

    @Test
    void aBodyThatFailsInTheApplicationsOwnCodeIsNoRefusalOfOurs() throws Exception {
        try (ApiServer signed = ApiServer.requiring(Requirement.none())) {
            Path rules = new RulesFile()
                    .identity("role", "aws")
                    .with("access-key-id", "AKIAFIGURES")
                    .with("secret-access-key", RunLogs.ledger().record("figures/secret+key/77c1"))
                    .rule("signed", "127.0.0.1:" + signed.port(), "role")
                    .with("service", "execute-api")
                    .with("region", "eu-central-1")
                    .write(folder);
            try (AppUnderTest app = start(Applications.OKHTTP_4, rules);
                    Beans beans = Beans.of(app.pid()).await(3)) {
                byte[] body = {1, 2, 3};
                assertThat(app.send("POST", signed.at("/echo"), "stream:", body).status())
                        .isEqualTo("200");
                assertThat(app.send("POST", signed.at("/echo"), "broken:", body).message())
                        .contains("the application's own failure");

                String rule = "type=Rule,name=\"signed\"";
                assertThat(beans.count(rule, "Injected"))
                        .isEqualTo(signed.received().size())
                        .isOne();
                assertThat(beans.count(rule, "Aborted")).isOne();
                assertThat(beans.count(rule, "Matched")).isEqualTo(2);
                assertThat(beans.count(rule, "Refused")).isZero();
            }
        }
    }

    private static AppUnderTest start(Path rules) {
        return start(Applications.URL_CONNECTION, rules);
    }

    private static AppUnderTest start(Application client, Path rules) {
        return AppUnderTest.with(client, Jdk.running())
                .agent(rules)
                .option("-Dcom.sun.management.jmxremote")
                .start();
    }
}
