package io.countersign.it.machine;

import io.countersign.counterpart.ApiServer;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with the agent and a rules file. It sends by HttpURLConnection, which the agent's own calls use, too: so
 * each of them must be told apart from the application's.
 */
final class Machine {

    private static final byte[] BODY = AppUnderTest.bytes("{\"order\":1}");

    private final AppUnderTest.Setup setup;

    private Machine(AppUnderTest.Setup setup) {
        this.setup = setup;
    }

    static Machine with(RulesFile rules, Path folder) throws IOException {
        AppUnderTest.Setup setup = AppUnderTest.with(Applications.URL_CONNECTION, Jdk.running())
                .agent(rules.write(folder))
                .variable("AWS_EC2_METADATA_DISABLED", "true")
                .variable("AWS_CONFIG_FILE", folder.resolve("aws-config").toString())
                .variable(
                        "AWS_SHARED_CREDENTIALS_FILE",
                        folder.resolve("aws-credentials").toString());
        return new Machine(setup);
    }

    Machine variable(String name, Object value) {
        setup.variable(name, value.toString());
        return this;
    }

    Machine option(String option) {
        setup.option(option);
        return this;
    }

    AppUnderTest start() {
        return setup.start();
    }

    /** One request is let in, and nothing is said. */
    void assertLetIn(ApiServer api) {
        try (AppUnderTest app = start()) {
            assertLetIn(app, api);
            assertThat(app.endAndGetErrors()).isEmpty();
        }
    }

    static void assertLetIn(AppUnderTest app, ApiServer api) {
        Outcome seen = send(app, api);
        assertThat(api.refusals()).isEmpty();
        assertThat(seen).isEqualTo(Outcome.answer(200, BODY));
    }

    /** The application is told this, and so is whoever reads its log; the API is told nothing. */
    void assertRefused(ApiServer api, String message) {
        try (AppUnderTest app = start()) {
            Outcome seen = send(app, api);
            assertThat(seen.status()).isEqualTo("java.io.IOException");
            assertThat(seen.message()).contains("Countersign: ").contains(message);
            assertThat(api.received()).isEmpty();
            assertThat(app.endAndGetErrors())
                    .anySatisfy(line -> assertThat(line).contains(message));
        }
    }

    /** The rules file is bad: each of these is said, with its line, and the application runs. */
    void assertBad(ApiServer api, String... messages) {
        try (AppUnderTest app = start()) {
            assertThat(send(app, api).status()).isEqualTo("401");
            List<String> errors = app.endAndGetErrors();
            for (String message : messages) {
                assertThat(errors).anySatisfy(line -> assertThat(line).contains(message));
            }
            assertThat(errors).hasSize(messages.length + 1);
        }
    }

    static String authority(ApiServer api) {
        return "127.0.0.1:" + api.port();
    }

    static Outcome send(AppUnderTest app, ApiServer api) {
        return app.send("POST", api.at("/orders"), BODY, "Content-Type: application/json");
    }
}
