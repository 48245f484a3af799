package io.countersign.it.cli;

import io.countersign.it.cli.Shell.Run;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Jdk;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What docs/cli.md tells a new user to do, from an empty directory to an authenticated request. */
final class FirstStepsIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void fromAnEmptyDirectoryToAnAuthenticatedRequest() {
        try (Landscape there = Landscape.start()) {
            Run init = Shell.in(folder)
                    .run(
                            "init",
                            "--name=orders",
                            "--type=cognito-user",
                            "--host=" + there.authority(),
                            "--set=user-pool-id=" + Landscape.POOL,
                            "--set=client-id=" + Landscape.CLIENT,
                            "--set=timeout=20s", // the machine may be busy
                            "--set=endpoint=" + there.cognito.endpoint());
            assertThat(init.out())
                    .contains("next: java -jar countersign.jar check agent.properties")
                    .containsPattern("environment variables to set +ORDERS_USERNAME, ORDERS_PASSWORD");
            assertThat(Shell.in(folder).run("check").firstLine())
                    .contains("the environment variable ORDERS_USERNAME is not set; set it");

            String address = there.api.at("/v1/orders").toString();
            assertThat(run("check")).startsWith("agent.properties can be used");
            assertThat(run("explain", "GET", address)).startsWith("rule 'orders'");
            assertThat(run("login", "orders")).startsWith("orders is logged in");
            assertThat(run("request", address)).endsWith("is answered with 200");
            try (AppUnderTest app = AppUnderTest.with(Applications.URL_CONNECTION, Jdk.running())
                    .agent(folder.resolve("agent.properties"))
                    .variable("ORDERS_USERNAME", Landscape.USER)
                    .variable("ORDERS_PASSWORD", Landscape.PASSWORD)
                    .start()) {
                assertThat(app.send("GET", there.api.at("/v1/orders")).status()).isEqualTo("200");
            }
            assertThat(there.api.refusals()).isEmpty();
        }
    }

    private String run(String... arguments) {
        Run run = Shell.in(folder)
                .variable("ORDERS_USERNAME", Landscape.USER)
                .variable("ORDERS_PASSWORD", Landscape.PASSWORD)
                .run(arguments);
        assertThat(run.exit()).isZero();
        return run.firstLine();
    }
}
