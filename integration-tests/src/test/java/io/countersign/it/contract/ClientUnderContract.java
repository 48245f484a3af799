package io.countersign.it.contract;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Requirement;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** One client library on one JDK, in a JVM with the agent and in one without it, and all that they talk to. */
@ParameterizedClass
@MethodSource("combinations")
@ExtendWith(ResultsOfContract.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClientUnderContract {

    @Parameter
    @SuppressWarnings("NullAway.Init")
    Combination combination;

    @SuppressWarnings("NullAway.Init")
    Counterparts counterparts;

    @SuppressWarnings("NullAway.Init")
    AppUnderTest app;

    @SuppressWarnings("NullAway.Init")
    AppUnderTest appWithoutAgent;

    @BeforeParameterizedClassInvocation
    void start() throws IOException {
        Path folder = Files.createTempDirectory(Path.of("target"), "contract-");
        counterparts = new Counterparts(this::api);
        appWithoutAgent =
                AppUnderTest.with(combination.application(), combination.jdk()).start();
        app = AppUnderTest.with(combination.application(), combination.jdk())
                .agent(counterparts.writeRules(folder))
                .variable(Counterparts.API_KEY_VARIABLE, counterparts.apiKey)
                .start();
    }

    @AfterParameterizedClassInvocation
    void stop() {
        app.close();
        appWithoutAgent.close();
        counterparts.close();
    }

    @BeforeEach
    void resetServers() {
        counterparts.apis().forEach(ApiServer::reset);
    }

    /** An API that speaks what the client under contract does. */
    ApiServer api(Requirement requirement) {
        return ApiServer.requiring(requirement);
    }

    final boolean cannot(Limit limit) {
        return combination.application().has(limit);
    }
}
